import type { Site } from '../../shared/pages/site.ts'
import { en } from '../../shared/texts/en.ts'
import { textsFor } from '../../shared/texts/texts-for.ts'

export const anOperator = { organisation: 'Example Learning Trust', contact: 'help@example.org' }

export const aSite: Site = {
  texts: en,
  textsIn: textsFor,
  publicUrl: 'https://learn.example.org',
  stylesheet: '/assets/shiftworks.css',
  operator: anOperator,
}

export const aJourney = {
  id: 'shiftworks',
  title: 'ShiftWorks',
  about: '<p>Eight short emails, for everybody. One comes a few days after you have done the one before.</p>',
  modules: [
    'What we already have',
    'A promise small enough to keep',
    'Compassion that includes you',
    'Whose voice is missing?',
    'Every single time',
    'Ninety seconds of leadership',
    'The same person, from the other side',
    'Try one small thing together',
  ],
}
