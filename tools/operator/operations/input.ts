import * as z from 'zod/mini'
import type { OperatorDeps } from '../deps.ts'

/** The console's form field for an input that is not in the URL. */
export interface Field {
  label: string
  hint?: string
  /** The choices; absent: free text. */
  choices?: (deps: OperatorDeps, who: string) => Promise<readonly { value: string; label: string }[]>
  /** Shown instead of the choices if there are none. */
  none?: string
}

/** One input of an operation: an argument or option of its command, and a field or URL parameter in the console. */
export interface Input<T> {
  /** The syntax on the command line: `<journey>`, `[journey]`, `--days <days>`, `--fix`. */
  flags: string
  words: string
  schema: z.ZodMiniType<T>
  /** The default. */
  usual?: T
  /** Whether the option is required. */
  isNeeded?: true
  field?: Field
}

/** The inputs of an operation by name. An option's name is its flag in camel case. */
export type Inputs = Readonly<Record<string, Input<unknown>>>

/** The values of these inputs. */
export type ValuesOf<I extends Inputs> = {
  readonly [Name in keyof I]: I[Name] extends Input<infer T> ? T : never
}

/** Any text but an empty one, which a script's variable leaves behind that is not set. */
export const text = z.string().check(z.regex(/\S/, 'It is empty: say what is meant.'))

/** A required argument: `<journey>`. */
export const argument = <T>(flags: `<${string}>`, words: string, schema: z.ZodMiniType<T>): Input<T> => ({
  flags,
  words,
  schema,
})

/** An optional argument: `[journey]`. */
export const optionalArgument = <T>(
  flags: `[${string}]`,
  words: string,
  schema: z.ZodMiniType<T>,
): Input<T | undefined> => ({ flags, words, schema })

/**
 * A variadic argument: `[journey...]`.
 * @param schema of one value
 */
export const severalArguments = <T>(
  flags: `[${string}...]`,
  words: string,
  schema: z.ZodMiniType<T>,
): Input<readonly T[]> => ({ flags, words, schema: schema as z.ZodMiniType<never> })

/**
 * A variadic argument with at least one value: `<id...>`.
 * @param schema of one value
 */
export const neededArguments = <T>(
  flags: `<${string}...>`,
  words: string,
  schema: z.ZodMiniType<T>,
): Input<readonly T[]> => ({ flags, words, schema: schema as z.ZodMiniType<never> })

/** An option: `--journey <id>`. */
export const option = <T>(
  flags: `--${string} <${string}>`,
  words: string,
  schema: z.ZodMiniType<T>,
): Input<T | undefined> => ({ flags, words, schema })

/** A required option: `--journey <id>`. */
export const neededOption = <T>(
  flags: `--${string} <${string}>`,
  words: string,
  schema: z.ZodMiniType<T>,
): Input<T> => ({ flags, words, schema, isNeeded: true })

/**
 * An option with a default: `--most <number>`.
 * @param usual the default
 */
export const optionWithUsual = <T>(
  flags: `--${string} <${string}>`,
  words: string,
  schema: z.ZodMiniType<T>,
  usual: T,
): Input<T> => ({ flags, words, schema, usual })

/**
 * A repeatable option: `--rule <name...>`.
 * @param schema of one value
 */
export const options = <T>(
  flags: `--${string} <${string}...>`,
  words: string,
  schema: z.ZodMiniType<T>,
): Input<readonly T[] | undefined> => ({ flags, words, schema: schema as z.ZodMiniType<never> })

/** A flag: `--fix`. */
export const flag = (flags: `--${string}`, words: string): Input<boolean | undefined> => ({
  flags,
  words,
  schema: z.boolean(),
})

/** Whether the input is an argument. */
export const isArgument = ({ flags }: Input<unknown>): boolean => /^[<[]/.test(flags)

/** Whether the input takes several values. */
export const isSeveral = ({ flags }: Input<unknown>): boolean => flags.includes('...')

/** The possible values of an input that is a choice. */
export const choicesOf = ({ schema }: Input<unknown>): readonly string[] | undefined =>
  schema instanceof z.ZodMiniEnum ? (schema.options as string[]) : undefined
