import type { CardTexts } from './card-texts.ts'
import { enWorkplaces } from './en-workplaces.ts'

/** English labels of somebody's work, for others. */
export const enCards: CardTexts = {
  works: {
    'care-and-support': 'Care and support',
    'nursing-and-midwifery': 'Nursing and midwifery',
    'medicine-and-dentistry': 'Medicine and dentistry',
    'allied-health': 'Allied health professions',
    'pharmacy-and-science': 'Pharmacy and science',
    'psychology-and-counselling': 'Psychology and counselling',
    'social-work': 'Social work',
    'emergency-response': 'Emergency response',
    'reception-and-administration': 'Reception and administration',
    'estates-catering-and-cleaning': 'Estates, catering and cleaning',
    'leading-and-managing': 'Leading and managing',
    'digital-and-data': 'Digital and data',
    'teaching-and-research': 'Teaching and research',
    volunteering: 'Volunteering',
    'caring-for-somebody': 'Caring for somebody',
    studying: 'Studying',
    'something-else': 'Another kind of work',
  },
  places: {
    ...enWorkplaces,
    student: 'Student',
    'unpaid-carer': 'Unpaid carer',
    'something-else': 'Somewhere else',
  },
}
