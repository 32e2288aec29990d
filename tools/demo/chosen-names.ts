import type { Draw } from './people.ts'

/** Names as people choose them: long and short, of one letter, with many marks, and written from left or right. */
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

/** The name that a made-up person shows to others. */
export const nameFor = (draw: Draw, email: string): string =>
  names[Math.floor(draw('name', email) * names.length)] ?? 'Sam'
