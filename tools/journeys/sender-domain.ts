import type { AuthoredJourney } from '../../shared/content/authored-journey.ts'
import { OperatorProblem } from '../operator/problem.ts'

type Sent = Pick<AuthoredJourney, 'id' | 'sender'>

/** Whether the sender's domain is this one or a subdomain. */
function isAt({ sender }: Sent, domain: string): boolean {
  const host = sender.address.slice(sender.address.lastIndexOf('@') + 1).toLowerCase()
  return host === domain || host.endsWith(`.${domain}`)
}

/** @throws OperatorProblem if the sender is at another domain, because SES would reject every email of the journey */
export function checkSender(journey: Sent, domain: string): void {
  if (isAt(journey, domain)) return
  throw new OperatorProblem(
    `${journey.id}: its sender, ${journey.sender.address}, is not at ${domain}. This stage may send from there only, so no email would go out. Change "sender" in journey.md, or the stage's "mailDomain".`,
  )
}

/** A journey for the local stack, with its sender moved to the one domain that the stack may send from. */
export function sentFromHere<J extends Sent>(journey: J, domain: string, say: (line: string) => void): J {
  if (isAt(journey, domain)) return journey
  const address = `${journey.sender.address.split('@')[0]}@${domain}`
  say(`${journey.id}: on this machine it is sent by ${address}.`)
  return { ...journey, sender: { ...journey.sender, address } }
}
