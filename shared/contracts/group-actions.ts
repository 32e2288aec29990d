/** The buttons on the page of a proposed group or a circle. */
export const groupActions = ['yes', 'no', 'met', 'pass-on', 'apart', 'together', 'leave', 'report'] as const
/** One of them. */
export type GroupAction = (typeof groupActions)[number]
