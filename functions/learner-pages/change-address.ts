import type { AddressHasher } from '../../shared/adapters/addresses.ts'
import { type Executed, executeCommand, outcomeNow } from '../../shared/application/execute-command.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { type EmailAddress, mailboxOf, normaliseAddress } from '../../shared/contracts/email-address.ts'
import type { LinkOf } from '../../shared/contracts/link.ts'
import type { OutcomeOf } from '../../shared/domain/decide.ts'
import type { Instant } from '../../shared/domain/ids.ts'
import { addressTakenPage, confirmedPage } from '../../shared/pages/account-messages.ts'
import { confirmPage } from '../../shared/pages/confirm.ts'
import type { Site } from '../../shared/pages/site.ts'
import type { Details } from '../../shared/store/details.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import { type Mailbox, withAccountEmail } from '../../shared/store/mailboxes.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import { behind, forHolder, type Held, holderOf, type LearnerReads, linkTrouble } from './behind-link.ts'
import { seePage } from './notice.ts'
import { inLanguageOfReader } from './reader-language.ts'

/** Where a button was pressed: behind the link of an email of that moment, in a network by its address. */
export interface PressedFrom {
  mailedAt: Instant
  network: string
}

/** `still-mailing`: another address is being written to, so that this one has to wait. */
export type AskedFor = OutcomeOf<'RequestAccountEmail'> | 'still-mailing' | 'address-same'

/** The new address, beside the old one until somebody presses the button that is mailed to it. */
function newAddress(
  addresses: AddressHasher,
  email: EmailAddress,
  { network }: PressedFrom,
): Required<Pick<Details, 'newEmail' | 'newAddressHash' | 'newOrigin'>> {
  const address = normaliseAddress(email)
  return {
    newEmail: email,
    newAddressHash: addresses.ofEmail(address),
    newOrigin: {
      network: addresses.ofNetwork(network),
      domain: addresses.ofDomain(address),
      mailbox: addresses.ofMailbox(mailboxOf(address)),
    },
  }
}

/**
 * Asks for an account email to a new address, whose owner may be a stranger: it goes in the turn of its mailbox.
 * @returns what became of it, and the person.
 */
export async function askForAddress(
  deps: LearnerPagesDeps,
  { learner, details: before }: LearnerRecord,
  email: EmailAddress,
  from: PressedFrom,
): Promise<Pick<Executed, 'record'> & { outcome: AskedFor }> {
  const addresses = await deps.addresses()
  const asked = newAddress(addresses, email, from)
  if (asked.newAddressHash === before.addressHash) return { outcome: 'address-same' }
  const hash = addresses.ofMailbox(mailboxOf(normaliseAddress(email)))
  const intent = { type: 'RequestAccountEmail', kind: 'confirm-address', mailedAt: from.mailedAt } as const
  let mailbox: Mailbox | undefined
  const { outcome, record } = await executeCommand(
    deps,
    learner.id,
    async () => {
      mailbox = await deps.mailboxes.find(hash)
      return { ...intent, lately: mailbox.accountEmails }
    },
    ({ details }, events) => {
      const accountEmail = events.find(event => event.type === 'AccountEmailRequested')
      // Only with an account email of its own: the link of an earlier one must not confirm this address.
      if (!accountEmail || !mailbox) return {}
      const also = [withAccountEmail(mailbox, accountEmail.dueAt ?? accountEmail.at, accountEmail.at)]
      return { details: { ...details, ...asked }, also }
    },
  )
  const isOther = outcome === 'done-before' && record?.details.newAddressHash !== asked.newAddressHash
  return { outcome: isOther ? 'still-mailing' : outcome, ...(record && { record }) }
}

/** What a page says where a press would change nothing, or would change nothing more. */
type Say = (site: Site) => WebResponse

const confirmed =
  (what: 'address' | 'undo-address'): Say =>
  site =>
    pageResponse(() => confirmedPage(site, { what }))

/** The page with one button, which posts the link's token. */
const question = (site: Site, { links }: LearnerReads, link: LinkOf<'address' | 'undo-address'>) =>
  pageResponse(() => confirmPage(site, { token: links.token(link), what: link.purpose }))

const withoutConfirming: Readonly<Record<Exclude<OutcomeOf<'ConfirmAddress'>, 'done'>, Say>> = {
  'done-before': confirmed('address'),
  replaced: site => linkTrouble(site, 'withdrawn'),
  'not-a-learner': site => linkTrouble(site, 'replaced'),
}

const confirmationBy = ({ occurrence }: LinkOf<'address'>) =>
  ({ type: 'ConfirmAddress', occurrence }) as const

/** What the link that was mailed to the new address opens: its button, or what has become of it. */
export async function showConfirmAddress(
  site: Site,
  reads: LearnerReads,
  link: LinkOf<'address'>,
): Promise<WebResponse> {
  return forHolder(site, reads, link, async ({ holder }) => {
    const inLanguage = await inLanguageOfReader(site, reads, holder)
    const outcome = await outcomeNow(reads, holder, confirmationBy(link))
    return outcome === 'done' ? question(inLanguage, reads, link) : withoutConfirming[outcome](inLanguage)
  })
}

/** The button behind it. */
export const confirmAddress = (
  site: Site,
  deps: LearnerPagesDeps,
  link: LinkOf<'address'>,
): Promise<WebResponse> => forHolder(site, deps, link, held => confirmFor(site, deps, held))

/**
 * Whether the new address belongs to somebody else. Only who reads its mailbox is told: through the link of a request that
 * was replaced, anybody could ask about any address that they typed since. A sign-up that nobody confirmed gives way to
 * whoever has pressed the button in that mailbox, as anybody could have typed the address.
 */
async function isTaken(deps: LearnerPagesDeps, { link, holder }: Held<'address'>): Promise<boolean> {
  const { newAddressHash } = holder.details
  const isForIt = (await outcomeNow(deps, holder, confirmationBy(link))) === 'done'
  const owner = isForIt && newAddressHash ? await deps.learners.idOf(newAddressHash) : undefined
  if (owner === undefined || owner === link.learnerId) return false
  const { outcome } = await executeCommand(deps, owner, { type: 'EraseUnconfirmed' })
  return outcome === 'confirmed-before'
}

async function confirmFor(site: Site, deps: LearnerPagesDeps, held: Held<'address'>): Promise<WebResponse> {
  const { link, holder } = held
  const inLanguage = await inLanguageOfReader(site, deps, holder)
  if (await isTaken(deps, held)) return { ...pageResponse(() => addressTakenPage(inLanguage)), status: 409 }
  const { outcome } = await executeCommand(behind(deps, link), link.learnerId, confirmationBy(link))
  return outcome === 'done' || outcome === 'done-before'
    ? seePage(deps, '/confirm', link)
    : withoutConfirming[outcome](inLanguage)
}

const withoutUndoing: Readonly<Record<Exclude<OutcomeOf<'UndoAddressChange'>, 'done'>, Say>> = {
  'done-before': confirmed('undo-address'),
  'link-outdated': site => linkTrouble(site, 'not-undone'),
  'not-a-learner': site => linkTrouble(site, 'not-undone'),
}

const undoingBy = ({ occurrence, addressVersion = 0 }: LinkOf<'undo-address'>) =>
  ({ type: 'UndoAddressChange', occurrence, addressVersion }) as const

/** What the link that was mailed to the old address opens: its button, or what has become of it. */
export async function showUndoAddress(
  site: Site,
  reads: LearnerReads,
  link: LinkOf<'undo-address'>,
): Promise<WebResponse> {
  const holder = await holderOf(reads, link)
  const inLanguage = await inLanguageOfReader(site, reads, holder)
  const outcome = await outcomeNow(reads, holder, undoingBy(link))
  return outcome === 'done' ? question(inLanguage, reads, link) : withoutUndoing[outcome](inLanguage)
}

/** The button behind it. */
export async function undoAddress(
  site: Site,
  deps: LearnerPagesDeps,
  link: LinkOf<'undo-address'>,
): Promise<WebResponse> {
  const { outcome, record } = await executeCommand(behind(deps, link), link.learnerId, undoingBy(link))
  return outcome === 'done' || outcome === 'done-before'
    ? seePage(deps, '/confirm', link)
    : withoutUndoing[outcome](await inLanguageOfReader(site, deps, record))
}
