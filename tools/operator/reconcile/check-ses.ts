import { hour } from '../../../shared/domain/duration.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import { evidenceIn } from '../../../shared/store/evidence.ts'
import type { Partition } from '../../../shared/store/scan.ts'
import type { Finding } from './finding.ts'

/** SES reports within minutes. A smaller share of reported emails means that its events get lost. */
const enough = 0.99

/** Compares the emails that SES accepted in the last days with the events that it sent about them. */
export class SesWord {
  #accepted = 0
  #spokenOf = 0
  readonly #now: Instant

  constructor(now: Instant) {
    this.#now = now
  }

  see(partition: Partition): void {
    for (const { at, sent, seen } of evidenceIn(partition))
      if (at < this.#now - hour) {
        this.#accepted += sent
        this.#spokenOf += seen
      }
  }

  findings(): Finding[] {
    if (this.#spokenOf >= this.#accepted * enough) return []
    const words = `SES accepted ${this.#accepted} emails in the last days and has spoken of ${this.#spokenOf}: its events get lost. See docs/runbook.md#unknown-outcomes`
    return [{ kind: 'ses-silent', about: 'SES', words }]
  }
}
