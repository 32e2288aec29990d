import * as z from 'zod/mini'
import type { OperatorDeps } from '../deps.ts'

/** How a form of the console asks for an input that is in no address. */
export interface Field {
  label: string
  hint?: string
  /** What can be chosen; anything may be typed if absent. */
  choices?: (deps: OperatorDeps, who: string) => Promise<readonly { value: string; label: string }[]>
  /** What is said in place of a choice where there is none. */
  none?: string
}

/** One thing that an operation is told: an argument or an option of its command, a field or a part of its address. */
export interface Input<T> {
  /** As the command line has it: `<journey>`, `[journey]`, `--days <days>`, `--fix`. */
  flags: string
  words: string
  schema: z.ZodMiniType<T>
  /** Where nothing is said. */
  usual?: T
  /** An option that has to be there. */
  isNeeded?: true
  field?: Field
}

/** The inputs of an operation by name: the name of an option is its flag in camel case. */
export type Inputs = Readonly<Record<string, Input<unknown>>>

/** What was said for each. */
export type ValuesOf<I extends Inputs> = {
  readonly [Name in keyof I]: I[Name] extends Input<infer T> ? T : never
}

/** Any text. */
export const text = z.string()

/** `<journey>` */
export const argument = <T>(flags: `<${string}>`, words: string, schema: z.ZodMiniType<T>): Input<T> => ({
  flags,
  words,
  schema,
})

/** `[journey]` */
export const optionalArgument = <T>(
  flags: `[${string}]`,
  words: string,
  schema: z.ZodMiniType<T>,
): Input<T | undefined> => ({ flags, words, schema })

/** `[journey...]`, as many as there are. @param schema of one. */
export const severalArguments = <T>(
  flags: `[${string}...]`,
  words: string,
  schema: z.ZodMiniType<T>,
): Input<readonly T[]> => ({ flags, words, schema: schema as z.ZodMiniType<never> })

/** `<id...>`, one at least. @param schema of one. */
export const neededArguments = <T>(
  flags: `<${string}...>`,
  words: string,
  schema: z.ZodMiniType<T>,
): Input<readonly T[]> => ({ flags, words, schema: schema as z.ZodMiniType<never> })

/** `--journey <id>`, which may be left out. */
export const option = <T>(
  flags: `--${string} <${string}>`,
  words: string,
  schema: z.ZodMiniType<T>,
): Input<T | undefined> => ({ flags, words, schema })

/** `--journey <id>`, which has to be said. */
export const neededOption = <T>(
  flags: `--${string} <${string}>`,
  words: string,
  schema: z.ZodMiniType<T>,
): Input<T> => ({ flags, words, schema, isNeeded: true })

/** `--most <number>`. @param usual what counts where nothing is said. */
export const optionWithUsual = <T>(
  flags: `--${string} <${string}>`,
  words: string,
  schema: z.ZodMiniType<T>,
  usual: T,
): Input<T> => ({ flags, words, schema, usual })

/** `--rule <name...>`, several of which may be named. @param schema of one. */
export const options = <T>(
  flags: `--${string} <${string}...>`,
  words: string,
  schema: z.ZodMiniType<T>,
): Input<readonly T[] | undefined> => ({ flags, words, schema: schema as z.ZodMiniType<never> })

/** `--fix`, which is said or not. */
export const flag = (flags: `--${string}`, words: string): Input<boolean | undefined> => ({
  flags,
  words,
  schema: z.boolean(),
})

/** Whether it is an argument, and no option. */
export const isArgument = ({ flags }: Input<unknown>): boolean => /^[<[]/.test(flags)

/** Whether it may be said several times over. */
export const isSeveral = ({ flags }: Input<unknown>): boolean => flags.includes('...')

/** What can be said, where that is a choice. */
export const choicesOf = ({ schema }: Input<unknown>): readonly string[] | undefined =>
  schema instanceof z.ZodMiniEnum ? (schema.options as string[]) : undefined
