/** A posted form: every field with all its values, in the order in which they came. */
export type Form = Readonly<Record<string, readonly string[]>>

/** The first value of a field that is not blank, without spaces around it; undefined when there is none. */
export const fieldOf = (form: Form, name: string): string | undefined =>
  form[name]?.map(value => value.trim()).find(Boolean)

/** All values of a field that are not blank; undefined when there are none. */
export function listOf(form: Form, name: string): string[] | undefined {
  const values = form[name]?.filter(value => value.trim() !== '') ?? []
  return values.length > 0 ? values : undefined
}
