import type { JourneyId } from '../../shared/domain/ids.ts'
import { mainJourneyOf } from '../../shared/domain/learner.ts'
import { inLanguage, type Site } from '../../shared/pages/site.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import type { LearnerReads } from './behind-link.ts'

/** The site in a journey's language. */
export async function inLanguageOf(
  site: Site,
  { library }: Pick<LearnerReads, 'library'>,
  id: JourneyId | undefined,
): Promise<Site> {
  const head = id === undefined ? undefined : await library.head(id)
  return inLanguage(site, head?.sender.language)
}

/** The site in the language of a person's journey; unchanged if the person does not exist. */
export const inLanguageOfReader = (
  site: Site,
  reads: Pick<LearnerReads, 'library'>,
  record: LearnerRecord | undefined,
): Promise<Site> => inLanguageOf(site, reads, record && mainJourneyOf(record.learner))
