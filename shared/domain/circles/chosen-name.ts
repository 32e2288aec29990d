import * as z from 'zod/mini'
import { inNormalForm } from '../normal-form.ts'
import { isInsult } from './insults.ts'

/** The longest chosen name, in characters. */
export const chosenNameLength = 30

const ignorable = /\p{Default_Ignorable_Code_Point}/gu
const apostrophe = /['‘’ʼ`´′＇]/gu
const hyphen = /[‐‑−]/gu
const letter = String.raw`\p{L}\p{M}{0,4}`
/** Words of letters and their marks, with one space, hyphen or apostrophe between. */
const name = new RegExp(`^(?:${letter})+(?:[ ’-](?:${letter})+)*$`, 'u')

/**
 * Normalises a name: styled letters become plain, invisible characters are removed, and all kinds of space, hyphen
 * and apostrophe become one each.
 */
const tidied = (typed: string): string =>
  inNormalForm(typed.replace(apostrophe, '’'), 'NFKC')
    .replace(ignorable, '')
    .replace(hyphen, '-')
    .replace(/\s+/gu, ' ')
    .trim()

/** Why a name is not shown to others. */
export type NameProblem = 'name-missing' | 'name-too-long' | 'name-signs' | 'name-insult'

function problemOf(tidy: string): NameProblem | undefined {
  if (tidy === '') return 'name-missing'
  if ([...tidy].length > chosenNameLength) return 'name-too-long'
  if (!name.test(tidy)) return 'name-signs'
  return isInsult(tidy) ? 'name-insult' : undefined
}

/** The name that a person chose to show to the people they are introduced to. A rule checks it; no moderator reads it. */
export const ChosenName = z.string().check(z.refine(chosen => problemOf(chosen) === undefined))
export type ChosenName = z.infer<typeof ChosenName>

/**
 * Reads a typed name.
 * @returns the normalised name, or what is wrong with it.
 */
export function readChosenName(typed: string): { name: ChosenName } | { problem: NameProblem } {
  const tidy = tidied(typed)
  const problem = problemOf(tidy)
  return problem ? { problem } : { name: tidy }
}
