import { systemRandom } from '../../shared/adapters/random.ts'
import { makeInvitation } from '../../shared/application/own-invitation.ts'
import { invitationPath } from '../../shared/contracts/invitation.ts'
import { invitationKey } from '../../shared/store/keys.ts'
import { en } from '../../shared/texts/en.ts'
import type { World } from '../../tools/simulation/world.ts'
import { formPost } from './http-event.ts'
import { mailedLink, tokenOf, type website } from './website.ts'

type Send = ReturnType<typeof website>

/** A link of somebody's, who is there: its path. */
export async function invitationOf(world: World, email: string): Promise<string> {
  const { learner } = await world.person(email)
  await makeInvitation({ ...world.deps, random: systemRandom }, learner.id, 0)
  return pathOf(world, email)
}

/** The path of the link that somebody has. */
export async function pathOf(world: World, email: string): Promise<string> {
  const { details } = await world.person(email)
  if (!details.ownInvitation) throw new Error(`${email} has no link.`)
  return invitationPath(details.ownInvitation.id)
}

/** The row of a link, by its path; undefined once it is gone. */
export const rowOf = (world: World, path: string) =>
  world.table.get(invitationKey(path.slice('/invited/'.length).replaceAll('-', '')))

/** What a form on a page sends by itself. */
export const hiddenIn = (body: string): Record<string, string> =>
  Object.fromEntries(
    [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name, value]) => [
      String(name),
      String(value),
    ]),
  )

/** Opens a link, fills in the form that it shows, and sends it. */
export async function signUpBy(send: Send, path: string, email: string, sourceIp = '192.0.2.7') {
  const { body } = await send({ url: path })
  const fields = { ...hiddenIn(body), email, consent: 'yes', consentVersion: en.pages.signUp.consent.current }
  return send({ ...formPost('/sign-up', fields), sourceIp })
}

/** The same, and presses the button in the email that comes. */
export async function comesBy(
  world: World,
  send: Send,
  path: string,
  email: string,
  sourceIp?: string,
): Promise<void> {
  await signUpBy(send, path, email, sourceIp)
  await world.settle()
  await send(formPost('/confirm', { t: tokenOf(mailedLink(world, email, 'confirmUrl')) }))
  await world.settle()
}
