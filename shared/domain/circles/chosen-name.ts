import * as z from 'zod/mini'
import { inNormalForm } from '../normal-form.ts'
import { isInsult } from './insults.ts'

/** So many signs a chosen name has at most. */
export const chosenNameLength = 30

const ignorable = /\p{Default_Ignorable_Code_Point}/gu
const apostrophe = /['‘’ʼ`´′＇]/gu
const hyphen = /[‐‑−]/gu
const letter = String.raw`\p{L}\p{M}{0,4}`
/** Words of letters and their marks, with one space, hyphen or apostrophe between. */
const name = new RegExp(`^(?:${letter})+(?:[ ’-](?:${letter})+)*$`, 'u')

/**
 * The same name as everybody writes it: styled letters become plain, what cannot be seen goes, and there is one kind of space,
 * of hyphen and of apostrophe.
 */
const tidied = (typed: string): string =>
  inNormalForm(typed.replace(apostrophe, '’'), 'NFKC')
    .replace(ignorable, '')
    .replace(hyphen, '-')
    .replace(/\s+/gu, ' ')
    .trim()

/** Why others are not shown a name. */
export type NameProblem = 'name-missing' | 'name-too-long' | 'name-signs' | 'name-insult'

function problemOf(tidy: string): NameProblem | undefined {
  if (tidy === '') return 'name-missing'
  if ([...tidy].length > chosenNameLength) return 'name-too-long'
  if (!name.test(tidy)) return 'name-signs'
  return isInsult(tidy) ? 'name-insult' : undefined
}

/** A name that somebody chose for those whom they are introduced to. It is checked by rule, and read by nobody before. */
export const ChosenName = z.string().check(z.refine(chosen => problemOf(chosen) === undefined))
export type ChosenName = z.infer<typeof ChosenName>

/** Reads what somebody typed as the name that others are to see. @returns the name, or what is wrong with it. */
export function readChosenName(typed: string): { name: ChosenName } | { problem: NameProblem } {
  const tidy = tidied(typed)
  const problem = problemOf(tidy)
  return problem ? { problem } : { name: tidy }
}
