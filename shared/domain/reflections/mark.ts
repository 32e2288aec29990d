/** What a text may hold of somebody else that identifies them. */
export const personalMarks = [
  'name-with-title',
  'nhs-number',
  'national-insurance-number',
  'phone-number',
  'postcode',
  'date-of-birth',
  'email-address',
  'bed-or-ward-with-date',
] as const
export type PersonalMark = (typeof personalMarks)[number]

/** A stretch of a text that its writer has to look at again; `risk`: words of harm, abuse or a crime. */
export interface Mark {
  kind: PersonalMark | 'risk'
  from: number
  to: number
}

export const isPersonal = ({ kind }: Mark): boolean => kind !== 'risk'
export const isRisk = ({ kind }: Mark): boolean => kind === 'risk'
