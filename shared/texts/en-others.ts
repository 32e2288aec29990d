import type { Sector } from '../domain/sectors.ts'
import type { OthersTexts } from './others-texts.ts'

const from: Readonly<Record<Sector, string>> = {
  'nhs-hospital': 'from a learner in an NHS hospital',
  'general-practice': 'from a learner in general practice',
  'community-and-mental-health': 'from a learner in community or mental health care',
  ambulance: 'from a learner in an ambulance service',
  'social-care': 'from a learner in social care',
  'local-government-and-public-health': 'from a learner in local government or public health',
  'voluntary-and-community': 'from a learner in a charity or community group',
  'education-and-research': 'from a learner in education or research',
  student: 'from a student',
  'unpaid-carer': 'from an unpaid carer',
  'something-else': 'from a learner',
}

const apart = (off: number): string => (off === 0 ? 'You had it right.' : `You were ${off} out.`)

/** English texts about other learners, for pages and emails. */
export const enOthers: OthersTexts = {
  from: sector => (sector === undefined ? 'from a learner' : from[sector]),
  people: {
    'nhs-hospital': 'from NHS hospitals',
    'general-practice': 'from general practice',
    'community-and-mental-health': 'from community and mental health',
    ambulance: 'from ambulance services',
    'social-care': 'from social care',
    'local-government-and-public-health': 'from local government and public health',
    'voluntary-and-community': 'from voluntary and community organisations',
    'education-and-research': 'from education and research',
    student: 'who are students',
    'unpaid-carer': 'who care for somebody unpaid',
    'something-else': 'from other corners of health and care',
  },
  tenths: count => {
    if (count === 0) return 'fewer than 1 in 10'
    return count === 10 ? 'more than 9 in 10' : `${count} in 10`
  },
  guessed: (people, option, guess, truth, off) =>
    `You guessed that ${guess} people ${people} chose “${option}”. It was ${truth}. ${apart(off)}`,
}
