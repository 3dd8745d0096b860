/** An invitation that waits while its reader logs in, or signs up and comes back by another mail. */
const WAITING = 'xp_invitation'

export const waitingInvitation = () => localStorage.getItem(WAITING) ?? undefined
export const keepInvitation = (token: string) => localStorage.setItem(WAITING, token)
export const dropInvitation = () => localStorage.removeItem(WAITING)
