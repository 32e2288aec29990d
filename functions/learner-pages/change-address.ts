import type { AddressHasher } from '../../shared/adapters/addresses.ts'
import { type Executed, executeCommand, previewOutcome } from '../../shared/application/execute-command.ts'
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
import { redirectToPage } from './notice.ts'
import { inLanguageOfReader } from './reader-language.ts'

/** Where a button was pressed: in an email of that time, and from that network address. */
export interface PressedFrom {
  mailedAt: Instant
  network: string
}

/** `still-mailing`: an email to another new address is in flight, so this one has to wait. */
export type AskedFor = OutcomeOf<'RequestAccountEmail'> | 'still-mailing' | 'address-same'

/** The new address and its origin. The old address stays until the new one is confirmed. */
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
 * Requests an account email to a new address, whose owner may be a stranger, so it waits for its mailbox's turn.
 * @returns the outcome, and the person.
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
      // Only together with an account email of its own: the link of an earlier one must not confirm this address.
      if (!accountEmail || !mailbox) return {}
      const also = [withAccountEmail(mailbox, accountEmail.dueAt ?? accountEmail.at, accountEmail.at)]
      return { details: { ...details, ...asked }, also }
    },
  )
  const isOther = outcome === 'done-before' && record?.details.newAddressHash !== asked.newAddressHash
  return { outcome: isOther ? 'still-mailing' : outcome, ...(record && { record }) }
}

/** A page that says that a press would change nothing, or nothing more. */
type Say = (site: Site) => WebResponse

const confirmed =
  (what: 'address' | 'undo-address'): Say =>
  site =>
    pageResponse(() => confirmedPage(site, { what }))

/** A page with one button that posts the link's token. */
const question = (site: Site, { links }: LearnerReads, link: LinkOf<'address' | 'undo-address'>) =>
  pageResponse(() => confirmPage(site, { token: links.token(link), what: link.purpose }))

const withoutConfirming: Readonly<Record<Exclude<OutcomeOf<'ConfirmAddress'>, 'done'>, Say>> = {
  'done-before': confirmed('address'),
  replaced: site => linkTrouble(site, 'withdrawn'),
  'not-a-learner': site => linkTrouble(site, 'replaced'),
}

const confirmationBy = ({ occurrence }: LinkOf<'address'>) =>
  ({ type: 'ConfirmAddress', occurrence }) as const

/** The page behind the link to the new address: a button, or what has become of the request. */
export async function showConfirmAddress(
  site: Site,
  reads: LearnerReads,
  link: LinkOf<'address'>,
): Promise<WebResponse> {
  return forHolder(site, reads, link, async ({ holder }) => {
    const inLanguage = await inLanguageOfReader(site, reads, holder)
    const outcome = await previewOutcome(reads, holder, confirmationBy(link))
    return outcome === 'done' ? question(inLanguage, reads, link) : withoutConfirming[outcome](inLanguage)
  })
}

/** Confirms the new address. */
export const confirmAddress = (
  site: Site,
  deps: LearnerPagesDeps,
  link: LinkOf<'address'>,
): Promise<WebResponse> => forHolder(site, deps, link, held => confirmFor(site, deps, held))

/**
 * Whether the new address belongs to somebody else. Only the reader of its mailbox is told. The link of a replaced
 * request must not reveal it, or anybody could ask about any address. An unconfirmed sign-up gives way to the person
 * who presses the button in that mailbox, since anybody could have typed its address.
 */
async function isTaken(deps: LearnerPagesDeps, { link, holder }: Held<'address'>): Promise<boolean> {
  const { newAddressHash } = holder.details
  const isForIt = (await previewOutcome(deps, holder, confirmationBy(link))) === 'done'
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
    ? redirectToPage(deps, '/confirm', link)
    : withoutConfirming[outcome](inLanguage)
}

const withoutUndoing: Readonly<Record<Exclude<OutcomeOf<'UndoAddressChange'>, 'done'>, Say>> = {
  'done-before': confirmed('undo-address'),
  'link-outdated': site => linkTrouble(site, 'not-undone'),
  'not-a-learner': site => linkTrouble(site, 'not-undone'),
}

const undoingBy = ({ occurrence, addressVersion = 0 }: LinkOf<'undo-address'>) =>
  ({ type: 'UndoAddressChange', occurrence, addressVersion }) as const

/** The page behind the link to the old address: a button, or what has become of the change. */
export async function showUndoAddress(
  site: Site,
  reads: LearnerReads,
  link: LinkOf<'undo-address'>,
): Promise<WebResponse> {
  const holder = await holderOf(reads, link)
  const inLanguage = await inLanguageOfReader(site, reads, holder)
  const outcome = await previewOutcome(reads, holder, undoingBy(link))
  return outcome === 'done' ? question(inLanguage, reads, link) : withoutUndoing[outcome](inLanguage)
}

/** Undoes the change. */
export async function undoAddress(
  site: Site,
  deps: LearnerPagesDeps,
  link: LinkOf<'undo-address'>,
): Promise<WebResponse> {
  const { outcome, record } = await executeCommand(behind(deps, link), link.learnerId, undoingBy(link))
  return outcome === 'done' || outcome === 'done-before'
    ? redirectToPage(deps, '/confirm', link)
    : withoutUndoing[outcome](await inLanguageOfReader(site, deps, record))
}
