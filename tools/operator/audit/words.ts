import type { AuditDetails } from '../../../shared/store/audit.ts'

/** Details in one line. */
export const detailsInWords = (details: AuditDetails = {}): string =>
  Object.entries(details)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')

/** The last part of an ARN: the role's session, or the user. */
export const nameOf = (arn: string): string => arn.split('/').at(-1) ?? arn
