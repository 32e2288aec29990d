import type { AuditDetails } from '../../shared/store/audit.ts'

/** Details in one line, by name: a stored map has no order of its own. */
export const detailsInWords = (details: AuditDetails = {}): string =>
  Object.entries(details)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')

/** The last part of an ARN: the role's session, or the user. */
export const nameOf = (arn: string): string => arn.split('/').at(-1) ?? arn
