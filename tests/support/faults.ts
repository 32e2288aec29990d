import type { Mailer } from '../../shared/adapters/mailer.ts'
import type { Key, Table, Write } from '../../shared/store/table.ts'
import { type CallFault, WorkerDied } from '../../tools/simulation/fake-ses.ts'

/**
 * What can happen to one call to the table. A request that got lost on the way, was throttled or met a 503 has done
 * nothing; one that timed out or whose connection broke on the way back has been done and nobody knows; and the SDK's
 * own retry of a write meets what that write has done.
 */
export const tableFaults = [
  'crash before',
  'crash after',
  'lost, throttled or 503',
  'timeout or reset after it was done',
  'retried by the SDK after it was done',
] as const
export type TableFault = (typeof tableFaults)[number]

/** What happens at a call of a worker. */
export type Happening = { is: TableFault } | { is: 'press'; press: () => Promise<unknown> }

const partitionOf = (key: Key | string) => (typeof key === 'string' ? key : key.pk).replace(/[#].*/, '')
const keyOf = (write: Write): Key =>
  'put' in write ? write.put : 'update' in write ? write.update : write.delete

/**
 * One worker whose calls to the table are numbered and may go wrong. Once it has died it does nothing any more,
 * whatever its code still tries.
 */
export class FaultyWorker {
  /** What each call was about, in order: `write L`, `due`, … */
  readonly calls: string[] = []
  dead = false
  /** Awaited before each call, to let others in between. */
  pause: () => Promise<unknown> = async () => {}
  readonly #happens: (call: number) => Happening | undefined
  /** While somebody presses, the worker does nothing: what they find is what they meet. */
  #pressing: Promise<unknown> = Promise.resolve()
  /** Calls that somebody who presses waits for: what is under way could still change what they found. */
  readonly #underWay = new Set<Promise<unknown>>()

  /** @param happens what happens at the n-th call, counted from 1. */
  constructor(happens: (call: number) => Happening | undefined = () => undefined) {
    this.#happens = happens
  }

  /** The table as this worker reaches it. */
  table(table: Table): Table {
    const call = <T>(about: string, work: () => Promise<T>, done?: 'once') => this.#call(about, work, done)
    return {
      name: table.name,
      get: key => call(`get ${partitionOf(key)}`, () => table.get(key)),
      getMany: keys => call('getMany', () => table.getMany(keys)),
      query: (pk, begins) => call(`query ${partitionOf(pk)}`, () => table.query(pk, begins)),
      due: (partition, ...rest) =>
        call(`due ${partition.includes('account') ? 'accountEmails' : 'journey'}`, () =>
          table.due(partition, ...rest),
        ),
      write: write => call(`write ${partitionOf(keyOf(write))}`, () => table.write(write)),
      // A retry of a transaction carries the same token, so that nothing is done twice.
      transact: writes => call('transact', () => table.transact(writes), 'once'),
    }
  }

  /** SES as this worker reaches it. */
  mailer(mailer: Mailer): Mailer {
    return {
      account: () => this.#alive(() => mailer.account()),
      sendBulk: email =>
        this.#alive(async () => {
          try {
            return await mailer.sendBulk(email)
          } catch (error) {
            this.dead ||= error instanceof WorkerDied
            throw error
          }
        }),
    }
  }

  async #alive<T>(work: () => Promise<T>): Promise<T> {
    if (this.dead) throw new WorkerDied('This worker is dead.')
    return work()
  }

  async #call<T>(about: string, work: () => Promise<T>, done?: 'once'): Promise<T> {
    await this.pause()
    await this.#pressing
    return this.#alive(async () => {
      this.calls.push(about)
      const happening = this.#happens(this.calls.length)
      switch (happening?.is) {
        case 'press':
          this.#pressing = Promise.allSettled(this.#underWay).then(happening.press)
          await this.#pressing
          return work()
        case 'crash before':
          return this.#die()
        case 'crash after':
          await work()
          return this.#die()
        case 'lost, throttled or 503':
          throw new Error('The request got lost.')
        case 'timeout or reset after it was done':
          await work()
          throw new Error('The answer got lost.')
        case 'retried by the SDK after it was done':
          if (done !== 'once') await work()
          return work()
        default:
          return this.#noting(work())
      }
    })
  }

  #noting<T>(work: Promise<T>): Promise<T> {
    this.#underWay.add(work)
    return work.finally(() => this.#underWay.delete(work))
  }

  #die(): never {
    this.dead = true
    throw new WorkerDied('The worker died.')
  }
}

/** Everything that can go wrong with a call to SES. */
export const sesFaults = [
  'refuse-throttled',
  'lose-before',
  'lose-after',
  'die-before',
  'die-after',
  'mixed',
  'call-400',
] as const satisfies readonly CallFault[]

/** The numbers of the calls at which to let things happen: of many alike in a row, the first and the last. */
export function telling(calls: readonly string[]): number[] {
  return calls.flatMap((about, i) => (calls[i - 1] === about && calls[i + 1] === about ? [] : [i + 1]))
}

/**
 * The numbers of the first call of each kind: what it is about, after what. A claim is a write to somebody after one to
 * the sender, and its settling is one after the evidence.
 */
export function ofEachKind(calls: readonly string[]): number[] {
  const kinds = calls.map((about, i) => `${calls[i - 1]}, ${about}`)
  return kinds.flatMap((kind, i) => (kinds.indexOf(kind) === i ? [i + 1] : []))
}

/** A worker to whom something happens at one of its calls to the table, counted from 1. */
export const faultAt = (place: number, happening: Happening): FaultyWorker =>
  new FaultyWorker(call => (call === place ? happening : undefined))
