/** The buttons on the page of a proposed group or a circle. */
export const groupActions = ['yes', 'no', 'met', 'pass-on', 'apart', 'together', 'leave', 'report'] as const
/** The name of an action. */
export type GroupAction = (typeof groupActions)[number]
