import { inNormalForm } from '../../../shared/domain/normal-form.ts'

/** The maximal length of an id, without the number that tells it from others. */
const longest = 34

/** A module id made of its title, which no other module has. */
export function moduleId(title: string, taken: ReadonlySet<string>): string {
  const plain = inNormalForm(title, 'NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const words = plain.replaceAll(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+/, '')
  const cut = words.length <= longest ? words : words.slice(0, longest + 1).replace(/-[^-]*$/, '')
  const id = cut.slice(0, longest).replace(/-$/, '') || 'module'
  if (!taken.has(id)) return id
  const number = Array.from({ length: taken.size + 1 }, (_, at) => at + 2).find(
    one => !taken.has(`${id}-${one}`),
  )
  return `${id}-${number}`
}
