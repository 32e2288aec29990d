import type { LearnerRecord } from '../../../shared/store/learner-record.ts'
import type { OperatorDeps } from '../deps.ts'

/** The modules that somebody was sent, each as `journey/module` with its title. */
export async function modulesSent(
  { library }: Pick<OperatorDeps, 'library'>,
  { learner }: LearnerRecord,
): Promise<{ value: string; label: string }[]> {
  const sent = await Promise.all(
    Object.values(learner.enrolments).map(async ({ journeyId, emailed }) => {
      const head = await library.head(journeyId)
      const title = (id: string) => head?.journey.modules.find(one => one.id === id)?.title ?? id
      return emailed.map(id => ({ value: `${journeyId}/${id}`, label: title(id) }))
    }),
  )
  return sent.flat()
}
