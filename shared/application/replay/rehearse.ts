import { type Email, journeyOf } from '../../domain/email.ts'
import type { Fact } from '../../domain/facts.ts'
import { letters } from '../../store/due.ts'
import type { LearnerRecord } from '../../store/learner-record.ts'
import type { ExpectedChange } from '../../store/replays.ts'
import { type Answer, answerOf } from './answer.ts'
import { RehearsedPerson, type Stage } from './rehearsed-person.ts'
import { isSelected, reactingRules, type Selection } from './selection.ts'
import { type StoredFact, storedFacts } from './stored-facts.ts'

/** What a replay would do to one person. */
export interface Rehearsed {
  /** Who it is, and their rows as they are before. */
  before: ExpectedChange
  answers: { fact: StoredFact; answer: Answer }[]
  /** What would be written into their histories, and the emails that would go out. */
  established: readonly Fact[]
  emails: readonly Email[]
  /** Facts that are stored too short to be told again. */
  unclear: number
}

function asBefore({ learner, rows }: LearnerRecord): ExpectedChange {
  const { id: learnerId, enrolments } = learner
  const versions = Object.entries(rows.enrolments).map(([id, { version }]) => [id, version])
  const claimed = Object.values(enrolments).filter(enrolment => enrolment.claim)
  return {
    learnerId,
    versions: { [letters]: rows.profile.version, ...Object.fromEntries(versions) },
    underWay: claimed.map(({ journeyId }) => journeyId),
  }
}

/** Whether an email of this rehearsal is what a fact asked for. */
const isAbout = (email: Email, { row }: StoredFact): boolean => (journeyOf(email) ?? letters) === row

/** Tries out on one person, one fact after the other, what a replay of these facts would do now. */
export async function rehearse(
  stage: Stage,
  record: LearnerRecord,
  selection: Selection,
): Promise<Rehearsed> {
  const { facts, unclear, histories } = storedFacts(record)
  const person = new RehearsedPerson(stage, record.learner)
  const answers: Rehearsed['answers'] = []
  const answerTo = async (fact: StoredFact): Promise<Answer> => {
    const rules = reactingRules(selection, fact)
    if (rules.length === 0) return { is: 'nobody' }
    if (await person.tell(fact, rules)) return { is: 'changes' }
    if (person.emails.some(email => isAbout(email, fact))) return { is: 'done' }
    return answerOf({ learner: person.learner, histories }, fact, stage.at)
  }
  for (const fact of facts.filter(one => isSelected(selection, one)))
    answers.push({ fact, answer: await answerTo(fact) })
  const { established, emails } = person
  return { before: asBefore(record), answers, established, emails, unclear }
}
