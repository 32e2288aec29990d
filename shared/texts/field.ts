/** The field of a form. */
export interface Field {
  label: string
  hint?: string
}
