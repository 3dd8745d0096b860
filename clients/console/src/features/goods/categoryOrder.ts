import type { CategoryNode } from '@/api/types'

export interface Place {
  siblings: CategoryNode[]
  index: number
  parentId?: string
}

/** Where a node stands among its siblings, anywhere in the tree. */
export function findSiblings(nodes: CategoryNode[], id: string, parentId?: string): Place | undefined {
  const index = nodes.findIndex((node) => node.id === id)
  if (index >= 0) return { siblings: nodes, index, parentId }
  for (const node of nodes) {
    const place = findSiblings(node.children, id, node.id)
    if (place) return place
  }
  return undefined
}
