import type { LaunchStep, StepView } from '@/api/types'

export interface WayNode {
  step: StepView
  x: number
  y: number
}
export interface WayArrow {
  from: WayNode
  to: WayNode
}

export const NODE = { width: 122, height: 46, gapX: 24, gapY: 16 } as const

/** Columns by how many steps must end before; what may run side by side stands in one column. */
export function wayLayout(steps: StepView[]): {
  nodes: WayNode[]
  arrows: WayArrow[]
  width: number
  height: number
} {
  const depth = new Map<LaunchStep, number>()
  const byName = new Map(steps.map((step) => [step.step, step]))
  const depthOf = (name: LaunchStep): number => {
    const known = depth.get(name)
    if (known !== undefined) return known
    const after = byName.get(name)?.after ?? []
    const found = after.length === 0 ? 0 : 1 + Math.max(...after.map(depthOf))
    depth.set(name, found)
    return found
  }
  const columnOf = (step: StepView): number => {
    const later = steps.filter((other) => other.after.includes(step.step)).map((other) => depthOf(other.step))
    // What waits for nothing stands just before what waits for it, not at the far left.
    return step.after.length === 0 && later.length > 0 ? Math.min(...later) - 1 : depthOf(step.step)
  }
  const rows = new Map<number, number>()
  const nodes = steps.map((step) => {
    const column = columnOf(step)
    const row = rows.get(column) ?? 0
    rows.set(column, row + 1)
    return { step, x: column * (NODE.width + NODE.gapX), y: row * (NODE.height + NODE.gapY) }
  })
  const placed = new Map(nodes.map((node) => [node.step.step, node]))
  const arrows = nodes.flatMap((to) =>
    nearest(to.step, byName).map((name) => ({ from: placed.get(name)!, to })),
  )
  const columns = Math.max(...nodes.map((node) => node.x)) + NODE.width
  return { nodes, arrows, width: columns, height: Math.max(...nodes.map((node) => node.y)) + NODE.height }
}

/** Of the steps before, those that no other one of them already waits for: fewer arrows, the same order. */
function nearest(step: StepView, byName: Map<LaunchStep, StepView>): LaunchStep[] {
  const reaches = (from: LaunchStep, target: LaunchStep): boolean =>
    (byName.get(from)?.after ?? []).some((name) => name === target || reaches(name, target))
  return step.after.filter((name) => !step.after.some((other) => other !== name && reaches(other, name)))
}
