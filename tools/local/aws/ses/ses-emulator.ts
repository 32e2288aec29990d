import type { Buses } from '../../events/buses.ts'
import type { MailSpec } from '../../template/readers/mail.ts'
import type { Clock } from '../../time/clock.ts'
import { ApiError } from '../service.ts'
import type { Inbox } from './inbox.ts'
import { bareAddress } from './inbox.ts'
import { type Report, reportsFor } from './mailbox-simulator.ts'
import type { Rendered, Renderer } from './renderer.ts'
import type { SendingLimits } from './sending-limits.ts'
import { type Mail, sesEvent } from './ses-events.ts'

export type SesEmulatorParts = {
  spec: MailSpec
  inbox: Inbox
  limits: SendingLimits
  renderer: Renderer
  buses: Pick<Buses, 'accept'>
  clock: Clock
}

/** An email that is about to be accepted. */
export type OutgoingEmail = {
  to: string[]
  from: string
  replyTo: string[]
  tags: Record<string, string>
  configurationSet: string | undefined
  caller: string
}

/** What SendEmail and SendBulkEmail share: identities, message ids, the inbox and the events. */
export class SesEmulator {
  readonly parts: SesEmulatorParts

  constructor(parts: SesEmulatorParts) {
    this.parts = parts
  }

  /** @throws {ApiError} if the address is not a verified sender */
  checkSender(from: string): void {
    const address = bareAddress(from).toLowerCase()
    const verified = this.parts.spec.identities.some(
      identity =>
        address === identity || address.endsWith(`@${identity}`) || address.endsWith(`.${identity}`),
    )
    if (!verified)
      throw new ApiError(
        'MessageRejected',
        `Email address is not verified. The following identities failed the check in region EU-WEST-2: ${address}`,
      )
  }

  knowsConfigurationSet(name: string | undefined): boolean {
    return name === undefined || this.parts.spec.configurationSets.some(set => set.name === name)
  }

  /**
   * Accepts a rendered email, and publishes its events.
   * @returns the message id
   */
  accept(email: OutgoingEmail, rendered: Rendered): string {
    const id = newMessageId()
    const sentAt = this.parts.clock.iso()
    const replyTo = email.replyTo.map(value => ({ name: 'Reply-To', value }))
    const headers = [...replyTo, ...(rendered.headers ?? [])]
    const { subject, html, text } = rendered
    const { to, from, tags } = email
    this.parts.inbox.add({ id, to: to.join(', '), from, subject, html, text, headers, tags, sentAt })
    const reports = to.flatMap(address => reportsFor(address, sentAt))
    this.#report(email, { id, subject, headers, sentAt }, [
      { eventType: 'Send', about: { send: {} } },
      ...reports,
    ])
    return id
  }

  /**
   * SES accepts an email before it renders it. So an email that cannot be rendered has a message id and is never
   * delivered.
   */
  failToRender(email: OutgoingEmail, missing: string): string {
    const id = newMessageId()
    const failure = {
      errorMessage: `Attribute '${missing}' is not present in the rendering data.`,
      templateName: 'inline',
    }
    const about = { id, subject: '', headers: [], sentAt: this.parts.clock.iso() }
    this.#report(email, about, [{ eventType: 'Rendering Failure', about: { failure } }])
    return id
  }

  #report(
    { to, from, tags, configurationSet, caller }: OutgoingEmail,
    about: Pick<Mail, 'id' | 'subject' | 'headers' | 'sentAt'>,
    reports: Report[],
  ): void {
    const set = this.parts.spec.configurationSets.find(({ name }) => name === configurationSet)
    const wanted = reports.filter(({ eventType }) =>
      set?.events.includes(eventType.replaceAll(' ', '').toLowerCase()),
    )
    if (!set) return
    const mail = { ...about, to, from, tags, configurationSet: set.name, caller }
    for (const report of wanted)
      this.parts.buses.accept('default', sesEvent(mail, report, this.parts.clock.now()))
  }
}

const newMessageId = (): string =>
  `0118${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}-${crypto.randomUUID()}-000000`
