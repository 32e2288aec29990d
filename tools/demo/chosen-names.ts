import type { Draw } from './people.ts'

/** Names of every kind that people choose: long and short, of one letter and of many marks, from either side of the line. */
const names = [
  'Sam',
  'Zoë',
  'Mary-Jane',
  'Ngọc Ánh',
  'محمد',
  'Jo',
  'Siân ap Rhys',
  'D’Arcy O’Neil-Featherstonehaug',
  'Оксана',
  'שרון',
  'प्रिया',
  'Priya',
  'X',
  '王小明',
  'Ọlámidé',
  'Łukasz',
  'கவிதா',
  'Ελένη',
  'Sommernachtsregenbogenfischers',
  'Kim',
]

/** The name that somebody made up chooses for others to see. */
export const nameFor = (draw: Draw, email: string): string =>
  names[Math.floor(draw('name', email) * names.length)] ?? 'Sam'
