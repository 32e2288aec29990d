import { inNormalForm } from '../normal-form.ts'

/**
 * Words that nobody is introduced by, in small letters and without marks. Only those that are nobody's name as far as is
 * known: Dick, Fanny and Gay are people.
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
/** `fuuuck`. */
const drawnOut = /(.)\1{2,}/gu

/** As it is compared: in small letters, without marks, and with no sign drawn out. */
const plain = (name: string): string =>
  inNormalForm(name, 'NFKD').replace(marks, '').toLowerCase().replace(drawnOut, '$1')

/** Whether one of a name's words is an insult, or all of them together are: `f u c k`. */
export function isInsult(name: string): boolean {
  const words = plain(name).split(between)
  return [...words, words.join('')].some(word => insults.has(word))
}
