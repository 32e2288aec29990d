import type { Clock } from '../../adapters/clock.ts'
import type { Epoch } from '../../domain/ids.ts'
import type { Mark } from '../../domain/reflections/mark.ts'
import { isKept, type Reflection, rewrite } from '../../domain/reflections/reflection.ts'
import type { ReflectionRef, ReflectionStore } from '../../store/reflections.ts'
import { type UnreadableRow, unlessUnreadable } from '../../store/unreadable-row.ts'
import { lookedInto, type MarksIn } from './looked-into.ts'

/** What keeping a text needs. */
export interface WriteDeps {
  clock: Clock
  reflections: ReflectionStore
  marksIn: MarksIn
}

/** A text as it was sent, and the wording that it answers. */
export interface Written extends ReflectionRef {
  epoch: Epoch
  wording: string
  text: string
  /** Its writer was shown what is marked in it, and says so. */
  isSure: boolean
}

/** What became of a text. `hasRisk`: it is to be answered with where help is. */
export type Kept =
  | { is: 'kept'; hasRisk: boolean }
  /** Another text of theirs is kept already, which only the private link shows. */
  | { is: 'written-before'; hasRisk: boolean }
  /** Nothing is kept: its writer looks at these again. */
  | { is: 'marked'; marks: readonly Mark[]; hasRisk: boolean }
  /** What they wrote there before cannot be read, and nothing takes its place. */
  | { is: 'unreadable'; row: UnreadableRow; hasRisk: boolean }
  /** Another hand was quicker. */
  | { is: 'busy'; hasRisk: boolean }

const toReflection = ({ isSure: _, ...written }: Written, at: number): Reflection => ({
  ...written,
  pressedAt: at,
  sharing: { is: 'private' },
})

/**
 * Keeps a text, private, in one write of its own. Through the link of an email, which may have been forwarded, it takes the
 * place of none that is kept.
 */
export async function keepFirst({ clock, reflections, marksIn }: WriteDeps, written: Written): Promise<Kept> {
  const { journeyId, text: words, isSure } = written
  const { hasRisk, toLookAt } = await lookedInto(marksIn, journeyId, words, isSure)
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
    // What was shared in an earlier life is taken back first, within a minute of leaving.
    if (sharing.is !== 'private') return { is: 'busy', hasRisk }
  }
  const isKeptNow = await reflections.save(before, toReflection(written, now))
  return { is: isKeptNow ? 'kept' : 'busy', hasRisk }
}

/** Changes a text that its writer sees, behind the private link. */
export async function keepChanged(
  { clock, reflections, marksIn }: WriteDeps,
  ref: ReflectionRef,
  { text, isSure }: Pick<Written, 'text' | 'isSure'>,
): Promise<Kept | { is: 'gone'; hasRisk: boolean }> {
  const { hasRisk, toLookAt } = await lookedInto(marksIn, ref.journeyId, text, isSure)
  if (toLookAt.length > 0) return { is: 'marked', marks: toLookAt, hasRisk }
  const before = await reflections.get(ref)
  if (!before) return { is: 'gone', hasRisk }
  const isSaved = await reflections.save(before, rewrite(before.reflection, text, clock.now()))
  return { is: isSaved ? 'kept' : 'busy', hasRisk }
}
