import type { Buses } from '../events/buses.ts'
import { newEvent } from '../events/event.ts'
import type { BucketSpec } from '../template/readers/buckets.ts'
import type { Clock } from '../time/clock.ts'
import { type AwsResponse, send, unsigned } from './call.ts'
import type { Service } from './service.ts'

type Parts = {
  /** The endpoint of fauxqs, which has S3 too. */
  endpoint: string
  specs: BucketSpec[]
  buses: Pick<Buses, 'accept'>
  clock: Clock
}

/** The buckets of the template. Object names are put into paths as they are, because none here needs escaping. */
export class Buckets {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Creates the missing buckets. */
  async create(): Promise<void> {
    for (const { name } of this.#parts.specs) {
      const { status, body } = await this.#send('PUT', `/${name}`)
      // 409: the bucket exists already and is ours.
      if (status !== 200 && status !== 409) throw new Error(`The bucket ${name} can't be made: ${body}`)
    }
  }

  /** @param arn the bucket's ARN */
  async put(arn: string, key: string, content: string): Promise<void> {
    const name = arn.split(':').at(-1) ?? arn
    const { status, body } = await this.#send('PUT', `/${name}/${key}`, Buffer.from(content))
    if (status !== 200) throw new Error(`The bucket ${name} doesn't take ${key}: ${body}`)
    this.created(name, key)
  }

  /** @returns undefined if there is no such object */
  async read(name: string, key: string): Promise<{ body: Buffer; type: string } | undefined> {
    const { status, body, headers } = await this.#send('GET', `/${name}/${key}`)
    return status === 200 ? { body, type: String(headers['content-type']) } : undefined
  }

  /**
   * Sends an event to EventBridge, if the bucket is set up for it. Source: EventBridge events reference, "Object
   * Created" of Amazon S3.
   */
  created(name: string, key: string): void {
    const { specs, buses, clock } = this.#parts
    const spec = specs.find(bucket => bucket.name === name)
    if (!spec?.tells) return
    const detail = { version: '0', bucket: { name }, object: { key }, reason: 'PutObject' }
    const told = { source: 'aws.s3', detailType: 'Object Created', resources: [spec.arn], detail }
    buses.accept('default', newEvent(clock.now(), told))
  }

  #send(method: string, path: string, body?: Buffer): Promise<AwsResponse> {
    const headers = { authorization: unsigned, 'x-amz-date': '20260101T000000Z' }
    const length = { 'content-length': String(body?.length ?? 0) }
    return send(this.#parts.endpoint, {
      method,
      path,
      headers: { ...headers, ...length },
      ...(body && { body }),
    })
  }
}

/** The S3 API with the bucket's name in the path, forwarded to fauxqs. */
export function s3(endpoint: string, buckets: Buckets): Service {
  return async ({ method, path, headers, body }) => {
    const { host: _, 'content-length': __, connection: ___, ...rest } = headers
    const length = { 'content-length': String(body.length) }
    const answer = await send(endpoint, { method, path, headers: { ...rest, ...length }, body })
    const [, bucket = '', key] = /^\/([^/?]+)\/([^?]+)$/.exec(path) ?? []
    if (method === 'PUT' && key && answer.status === 200) buckets.created(bucket, decodeURIComponent(key))
    return answer
  }
}
