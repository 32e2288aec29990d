import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod/mini'
import { isExpired, Link, type LinkOf, type LinkPurpose } from '../contracts/link.ts'
import type { Instant } from '../domain/ids.ts'

/** The longest text examined, in characters: many times the length of a token. */
const longest = 4000

/** The most candidates whose signatures are checked, to limit the cost of a text. */
const max = 4

/**
 * `1.<key id>.<payload>.<HMAC-SHA256>`, whose last part has 43 characters of base64url. Surrounding Markdown marks
 * and full stops are not part of it, and neither is `3D`, the equals sign of quoted-printable.
 */
const token = /^(?:3D)?[._-]*(1\.[\w-]+\.[\w-]+\.[\w-]{43})[._-]*$/i

/**
 * Characters with which mail programs break long lines: spaces, the `=` of quoted-printable, soft hyphens, zero-width
 * characters.
 */
const breaks = /[=\s\u00ad\u200b-\u200d\u2060\ufeff]+/g

const percent = /%([2-7][0-9a-f])/gi

const candidates = (text: string): string[] =>
  text.split(/[^\w.-]+/).flatMap(piece => token.exec(piece)?.[1] ?? [])

/**
 * The possible tokens in a text, as mail programs and people pass them on: with a full stop, in brackets or quotation
 * marks, broken over lines, encoded twice, with parts of the sentence. The signature decides which of them is one.
 * @returns at most four.
 */
function tokensIn(text: string): string[] {
  const start = text.slice(0, longest)
  const decoded = start.replace(percent, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return [...new Set([...candidates(decoded), ...candidates(decoded.replace(breaks, ''))])].slice(0, max)
}

/** The signing keys by id, and which of them signs now. Old keys stay as long as their links are valid. */
const KeyRing = z.catchall(z.object({ current: z.string() }), z.string().check(z.minLength(16)))
export type KeyRing = z.infer<typeof KeyRing>

/**
 * Parses the secret with the signing keys.
 * @throws if it does not have this form.
 */
export const parseKeyRing = (secret: string): KeyRing => KeyRing.parse(JSON.parse(secret))

/** The result of opening a token. Only a valid link may have an effect. */
export type OpenedLink<P extends LinkPurpose> =
  | { is: 'good'; link: LinkOf<P> }
  | { is: 'expired'; link: LinkOf<P> }
  /** Not made by this system, truncated, or made for another purpose. */
  | { is: 'broken' }

const format = '1'

/** Fields in a fixed order, so that signing an opened link again gives the same token. */
const canonical = (link: Link): unknown[] =>
  Object.entries(link)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flat()

/** Signs and opens link tokens: `1.<key id>.<payload>.<HMAC-SHA256>`, all characters safe in a URL. */
export function linkSigner(keys: KeyRing) {
  const sign = (keyId: string, text: string): Buffer | undefined => {
    // Own keys only: a forged token may name `constructor` and the like.
    const key = keyId !== 'current' && Object.hasOwn(keys, keyId) ? keys[keyId] : undefined
    return key === undefined ? undefined : createHmac('sha256', key).update(text).digest()
  }

  const isSigned = (token: string): boolean => {
    const [, keyId = '', , mac = ''] = token.split('.')
    const expected = sign(keyId, token.slice(0, token.lastIndexOf('.')))
    const given = Buffer.from(mac, 'base64url')
    return expected?.length === given.length && timingSafeEqual(expected, given)
  }

  return {
    /** The token for a link. */
    token(link: Link): string {
      const payload = Buffer.from(JSON.stringify(canonical(link))).toString('base64url')
      const text = `${format}.${keys.current}.${payload}`
      const mac = sign(keys.current, text)
      if (!mac)
        throw new Error(
          `The link keys name "${keys.current}" as current and do not hold it. Mend the secret: {"current":"1","1":"…"}.`,
        )
      return `${text}.${mac.toString('base64url')}`
    },

    /**
     * Opens a token for the given purposes. Its own expiry applies.
     * @param text the token, possibly damaged on its way.
     */
    open<P extends LinkPurpose>(text: string, purposes: readonly P[], now: Instant): OpenedLink<P> {
      const token = tokensIn(text).find(isSigned)
      const link = token && readPayload(token.split('.')[2] ?? '')
      if (!link || !isFor(link, purposes)) return { is: 'broken' }
      return { is: isExpired(link, now) ? 'expired' : 'good', link }
    },
  }
}
export type LinkSigner = ReturnType<typeof linkSigner>

const isFor = <P extends LinkPurpose>(link: Link, purposes: readonly P[]): link is LinkOf<P> =>
  (purposes as readonly LinkPurpose[]).includes(link.purpose)

function readPayload(payload: string): Link | undefined {
  try {
    const flat: unknown[] = z
      .array(z.unknown())
      .parse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
    const entries = flat.flatMap((key, i) => (i % 2 === 0 ? [[String(key), flat[i + 1]]] : []))
    return Link.safeParse(Object.fromEntries(entries)).data
  } catch {
    // Signed by us but unreadable: an obsolete format. For the person, the link no longer works.
    return undefined
  }
}
