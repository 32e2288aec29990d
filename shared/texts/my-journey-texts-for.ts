import { enMyJourney } from './en-my-journey.ts'
import { inLanguage } from './languages.ts'
import type { MyJourneyTexts } from './my-journey-texts.ts'

/** Returns the texts of “My journey” in a language (BCP 47), or in the closest one that exists. */
export const myJourneyTextsFor = inLanguage<MyJourneyTexts>({ 'en-GB': enMyJourney })
