/** What somebody can do on the page of a group: of one that is proposed to them, or of their circle. */
export const groupActions = ['yes', 'no', 'met', 'pass-on', 'apart', 'together', 'leave', 'report'] as const
/** One of them. */
export type GroupAction = (typeof groupActions)[number]
