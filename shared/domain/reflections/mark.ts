/** Kinds of content that may identify another person. */
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

/** A span of a text that its writer should check. `risk`: words about harm, abuse or crime. */
export interface Mark {
  kind: PersonalMark | 'risk'
  from: number
  to: number
}

/** Whether the mark is about personal data. */
export const isPersonal = ({ kind }: Mark): boolean => kind !== 'risk'
/** Whether the mark is about words of risk. */
export const isRisk = ({ kind }: Mark): boolean => kind === 'risk'
