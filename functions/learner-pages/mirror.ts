import { type Form, fieldOf } from '../../shared/contracts/form.ts'
import type { LinkOf } from '../../shared/contracts/link.ts'
import type { MirrorForm } from '../../shared/domain/commands.ts'
import type { ModuleId } from '../../shared/domain/ids.ts'
import type { Learner } from '../../shared/domain/learner.ts'
import type { Reply } from '../../shared/domain/mirror.ts'
import {
  mayBeGuessedAbout,
  type Snapshot,
  sectorAskedAbout,
  shownCell,
  tenthsOf,
  totalOf,
} from '../../shared/domain/mirror-snapshot.ts'
import type { Question } from '../../shared/domain/question.ts'
import { Sector } from '../../shared/domain/sectors.ts'
import type { MirrorView, Shown } from '../../shared/pages/mirror.ts'

const numberIn = (form: Form, name: string, max: number): number | undefined => {
  const text = fieldOf(form, name)
  return text !== undefined && /^\d{1,2}$/.test(text) && Number(text) <= max ? Number(text) : undefined
}

/** The sector in a form's field. */
export const sectorIn = (form: Form, name: string): Sector | undefined =>
  Sector.safeParse(fieldOf(form, name)).data

/** The answer, guess and sector in the form of "done". The guess must be about a sector that may be asked about. */
export function mirrorFormIn(
  form: Form,
  snapshot: Snapshot | undefined,
  moduleId: ModuleId,
): { reply?: MirrorForm; sector?: Sector } {
  const question = fieldOf(form, 'question')
  if (question === undefined) return {}
  const [answer, guess] = [numberIn(form, 'answer', 4), numberIn(form, 'guess', 10)]
  const [about, sector] = [sectorIn(form, 'about'), sectorIn(form, 'sector')]
  const isAsked = snapshot && about && mayBeGuessedAbout(snapshot, moduleId, question, about)
  const said = {
    question,
    ...(answer !== undefined && { answer }),
    ...(isAsked && guess !== undefined && { guess, about }),
  }
  const isTruthKnown = snapshot !== undefined && shownCell(snapshot, moduleId, question, about) !== undefined
  return { reply: { said, isTruthKnown }, ...(sector && { sector }) }
}

/** What a sector answered, as shown. */
function shownOf(
  snapshot: Snapshot,
  moduleId: ModuleId,
  { version, options }: Question,
  sector: Sector | undefined,
): Shown | undefined {
  const cell = sector && shownCell(snapshot, moduleId, version, sector)
  return cell && { sector, tenths: options.map((_, option) => tenthsOf(cell, option)) }
}

function everybody(snapshot: Snapshot, moduleId: ModuleId, question: Question): number[] | undefined {
  const total = totalOf(snapshot, moduleId, question)
  return total && question.options.map((_, option) => tenthsOf(total, option))
}

function shownTo(
  snapshot: Snapshot,
  moduleId: ModuleId,
  question: Question,
  own: Sector | undefined,
  about: Sector | undefined,
): NonNullable<MirrorView['shown']> {
  const [ownShown, others] = [own, about].map(sector => shownOf(snapshot, moduleId, question, sector))
  const all = everybody(snapshot, moduleId, question)
  return { ...(ownShown && { own: ownShown }), ...(others && { others }), ...(all && { all }) }
}

function withoutAnswer({ answer, ...rest }: Reply): NonNullable<MirrorView['said']> {
  return answer === undefined ? rest : { ...rest, isAnswerKept: true }
}

/** The sector that the learner is asked to guess about, or has guessed about. */
function aboutWhom(
  learner: Learner,
  snapshot: Snapshot | undefined,
  { journeyId, moduleId }: LinkOf<'module'>,
  question: string,
  said: Reply | undefined,
): Sector | undefined {
  if (said?.about) return said.about
  const others = Object.entries(learner.enrolments[journeyId]?.replies ?? {}).filter(
    ([id]) => id !== moduleId,
  )
  const met = others.flatMap(([, { about }]) => about ?? [])
  return sectorAskedAbout(snapshot, { learnerId: learner.id, moduleId, question, own: learner.sector, met })
}

/** The question, and the option chosen in this press. */
interface Answered {
  question: Question
  answered: number | undefined
}

/**
 * The question of a module with its answers. Emails get forwarded, so the reader's own answer is shown only right
 * after they pressed it.
 */
export function mirrorView(
  learner: Learner,
  snapshot: Snapshot | undefined,
  link: LinkOf<'module'>,
  { question, answered }: Answered,
): MirrorView {
  const { journeyId, moduleId } = link
  const reply = learner.enrolments[journeyId]?.replies?.[moduleId]
  const said = reply?.question === question.version ? reply : undefined
  const about = aboutWhom(learner, snapshot, link, question.version, said)
  const own = said?.sector ?? learner.sector
  const shown = snapshot && said && shownTo(snapshot, moduleId, question, own, about)
  const isOpen = about && !shown?.others
  return {
    question,
    asksSector: learner.sector === undefined,
    ...(isOpen && { about }),
    ...(said && { said: answered === said.answer ? said : withoutAnswer(said) }),
    ...(shown && { shown }),
  }
}
