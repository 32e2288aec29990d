import * as z from 'zod/mini'

const someText = z.string().check(z.minLength(1))

/**
 * The environment variables that infrastructure sets and functions read. One list, so that names cannot diverge. Each
 * function gets only those that its contract names.
 */
const setting = {
  TABLE_NAME: someText,
  BUS_NAME: someText,
  /** The secret with the keys that sign links: `{"current":"1","1":"<random>"}`. */
  LINK_KEYS_SECRET: someText,
  /** The secret with the key for hashing addresses and networks: `{"key":"<random>"}`. */
  ADDRESS_KEY_SECRET: someText,
  /** The secret with the key that identifies the distribution in front of the pages; empty if there is none. */
  ORIGIN_SECRET: z.string(),
  /** The address of the pages, without a slash at the end. */
  PUBLIC_URL: z.url(),
  /** The journey that a sign-up joins if the form names none. */
  DEFAULT_JOURNEY: someText,
  CONFIGURATION_SET: someText,
  /** The queue for stream records that cannot be read. */
  DEAD_LETTER_QUEUE_URL: z.url(),
  /** Websites (`https://example.org`, separated by commas) that may post the sign-up form from a script. */
  ALLOWED_ORIGINS: z.string(),
  /** Prefixes of addresses (separated by commas) to which a copied form may send people back. */
  ALLOWED_RETURN_URLS: z.string(),
  /** Domains (separated by commas) that are no employer's, such as webmail providers'. */
  SHARED_DOMAINS: z.string(),
  SIGN_UPS_PER_NETWORK_HOUR: z.coerce.number().check(z.int(), z.minimum(1)),
  /** deliver-due's own full name, by which it starts more workers, and the most workers in parallel. */
  DELIVERY_FUNCTION: someText,
  DELIVERY_WORKERS: z.coerce.number().check(z.int(), z.minimum(1)),
  /** The name of the service's operator on every page, and its contact address. */
  OPERATOR_NAME: someText,
  OPERATOR_CONTACT: someText,
  /** Where to report a security problem: an email address, or the address of a page. */
  SECURITY_CONTACT: someText,
} as const
/** The name of a setting in the environment. */
export type Setting = keyof typeof setting

/** Which settings a function reads. */
export interface EnvContract {
  /** The function's name. */
  readonly function: string
  readonly settings: readonly Setting[]
}

/** A function's settings, parsed. */
export type Env<Contract extends EnvContract> = {
  [S in Contract['settings'][number]]: z.infer<(typeof setting)[S]>
}

/**
 * Parses a function's settings once, at its start.
 * @throws naming each wrong setting, so that a bad deployment fails at init.
 */
export function readEnv<Contract extends EnvContract>(
  { function: name, settings }: Contract,
  variables: Record<string, string | undefined>,
): Env<Contract> {
  const schema = z.object(Object.fromEntries(settings.map(one => [one, setting[one]])))
  const parsed = schema.safeParse(variables)
  if (!parsed.success)
    throw new Error(
      `${name} cannot start, its environment is wrong: ${z.prettifyError(parsed.error)}. Check infra/ and deploy again.`,
    )
  return parsed.data as Env<Contract>
}
