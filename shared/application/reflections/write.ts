import type { Clock } from '../../adapters/clock.ts'
import type { Epoch } from '../../domain/ids.ts'
import type { Mark } from '../../domain/reflections/mark.ts'
import { isKept, type Reflection, rewrite } from '../../domain/reflections/reflection.ts'
import type { ReflectionRef, ReflectionStore } from '../../store/reflections.ts'
import { type UnreadableRow, unlessUnreadable } from '../../store/unreadable-row.ts'
import { checkText, type FindMarks } from './check-text.ts'

/** Dependencies of storing a text. */
export interface WriteDeps {
  clock: Clock
  reflections: ReflectionStore
  findMarks: FindMarks
}

/** A submitted text, and the wording of the question that it answers. */
export interface Written extends ReflectionRef {
  epoch: Epoch
  wording: string
  text: string
  /** The writer has seen the marks and confirms the text. */
  isSure: boolean
}

/** The result of storing a text. `hasRisk`: the answer should say where help is. */
export type Kept =
  | { is: 'kept'; hasRisk: boolean }
  /** A text is stored already; only the private page shows it. */
  | { is: 'written-before'; hasRisk: boolean }
  /** Nothing is stored; the writer should check these marks. */
  | { is: 'marked'; marks: readonly Mark[]; hasRisk: boolean }
  /** The stored text cannot be read and is not replaced. */
  | { is: 'unreadable'; row: UnreadableRow; hasRisk: boolean }
  /** Somebody else wrote first. */
  | { is: 'busy'; hasRisk: boolean }

const toReflection = ({ isSure: _, ...written }: Written, at: number): Reflection => ({
  ...written,
  pressedAt: at,
  sharing: { is: 'private' },
})

/**
 * Stores a first text, private, in a write of its own. It never replaces a stored one, because the email's link may
 * have been forwarded.
 */
export async function storeFirstText(
  { clock, reflections, findMarks }: WriteDeps,
  written: Written,
): Promise<Kept> {
  const { journeyId, text: words, isSure } = written
  const { hasRisk, toLookAt } = await checkText(findMarks, journeyId, words, isSure)
  if (toLookAt.length > 0) return { is: 'marked', marks: toLookAt, hasRisk }
  const now = clock.now()
  let row: UnreadableRow | undefined
  const before = await unlessUnreadable(reflections.get(written), unread => {
    row = unread
  })
  if (row) return { is: 'unreadable', row, hasRisk }
  if (before && isKept(before.reflection, now)) {
    const { epoch, text, sharing } = before.reflection
    if (epoch === written.epoch) return { is: text === written.text ? 'kept' : 'written-before', hasRisk }
    // An excerpt shared in an earlier epoch is withdrawn first, within a minute of leaving.
    if (sharing.is !== 'private') return { is: 'busy', hasRisk }
  }
  const isKeptNow = await reflections.save(before, toReflection(written, now))
  return { is: isKeptNow ? 'kept' : 'busy', hasRisk }
}

/** Changes a text that its writer sees on the private page. */
export async function storeChangedText(
  { clock, reflections, findMarks }: WriteDeps,
  ref: ReflectionRef,
  { text, isSure }: Pick<Written, 'text' | 'isSure'>,
): Promise<Kept | { is: 'gone'; hasRisk: boolean }> {
  const { hasRisk, toLookAt } = await checkText(findMarks, ref.journeyId, text, isSure)
  if (toLookAt.length > 0) return { is: 'marked', marks: toLookAt, hasRisk }
  const before = await reflections.get(ref)
  if (!before) return { is: 'gone', hasRisk }
  const isSaved = await reflections.save(before, rewrite(before.reflection, text, clock.now()))
  return { is: isSaved ? 'kept' : 'busy', hasRisk }
}
