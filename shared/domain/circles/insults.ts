import { inNormalForm } from '../normal-form.ts'

/**
 * Words that no chosen name may contain, in lower case and without diacritics. Words that are also somebody's name
 * (Dick, Fanny, Gay) are left out.
 */
const insults: ReadonlySet<string> = new Set([
  'arse',
  'arsehole',
  'arseholes',
  'asshole',
  'assholes',
  'bastard',
  'bastards',
  'bellend',
  'bitch',
  'bitches',
  'bollocks',
  'bugger',
  'bullshit',
  'chav',
  'chink',
  'coon',
  'cripple',
  'cunt',
  'cunts',
  'dickhead',
  'dyke',
  'fag',
  'faggot',
  'fuck',
  'fucked',
  'fucker',
  'fuckers',
  'fucking',
  'fuckoff',
  'gippo',
  'golliwog',
  'gyppo',
  'hitler',
  'idiot',
  'idiots',
  'kike',
  'knobhead',
  'loser',
  'mong',
  'moron',
  'motherfucker',
  'nazi',
  'nigga',
  'nigger',
  'paedo',
  'paki',
  'pedo',
  'piss',
  'pissoff',
  'pikey',
  'poof',
  'poofter',
  'prick',
  'raghead',
  'rapist',
  'retard',
  'retarded',
  'shit',
  'shite',
  'shithead',
  'slag',
  'slut',
  'spastic',
  'spaz',
  'tosser',
  'tranny',
  'turd',
  'twat',
  'wanker',
  'wankers',
  'whore',
  'wog',
])

const marks = /\p{M}/gu
const between = /[ '’-]/u
/** Three or more of the same letter in a row: `fuuuck`. */
const drawnOut = /(.)\1{2,}/gu

/** The form in which names are compared: lower case, without diacritics, without repeated letters. */
const plain = (name: string): string =>
  inNormalForm(name, 'NFKD').replace(marks, '').toLowerCase().replace(drawnOut, '$1')

/** Whether a word of the name, or all its words joined (`f u c k`), is an insult. */
export function isInsult(name: string): boolean {
  const words = plain(name).split(between)
  return [...words, words.join('')].some(word => insults.has(word))
}
