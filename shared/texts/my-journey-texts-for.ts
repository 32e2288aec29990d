import { enMyJourney } from './en-my-journey.ts'
import { inLanguage } from './languages.ts'
import type { MyJourneyTexts } from './my-journey-texts.ts'

/** The words of “My journey”, in a language (BCP 47) or the closest that there is. */
export const myJourneyTextsFor = inLanguage<MyJourneyTexts>({ 'en-GB': enMyJourney })
