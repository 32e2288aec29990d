import { type Place, queueUrl } from '../template/place.ts'
import type { QueueSpec } from '../template/readers/queues.ts'
import { callJson, send } from './call.ts'
import { type Action, jsonService, type Service } from './service.ts'

export type Message = {
  MessageId: string
  ReceiptHandle: string
  Body: string
  MD5OfBody: string
  Attributes?: Record<string, string>
  MessageAttributes?: Record<string, unknown>
}

/** Called with a queue's name whenever a message in it may have become receivable. */
export type Stirred = (queue: string) => void

/** The queues, for the local stack's own use. Queues are given by name, which is the end of their ARNs and URLs. */
export class Queues {
  readonly #endpoint: string
  readonly #place: Place
  stirred: Stirred = () => {}

  /** @param endpoint the endpoint of fauxqs */
  constructor(endpoint: string, place: Place) {
    this.#endpoint = endpoint
    this.#place = place
  }

  /** Creates the queues of the template, and updates existing ones. */
  async create(specs: QueueSpec[]): Promise<void> {
    // Dead-letter queues first: a redrive policy must not name a queue that does not exist.
    const sorted = [...specs].sort(
      (a, b) => Number('RedrivePolicy' in a.attributes) - Number('RedrivePolicy' in b.attributes),
    )
    const { QueueUrls = [] } = await this.#call<{ QueueUrls?: string[] }>('ListQueues', {})
    const there = new Set(QueueUrls.map(url => url.split('/').at(-1)))
    for (const { name, attributes } of sorted)
      await (there.has(name)
        ? this.#call('SetQueueAttributes', { QueueUrl: this.#url(name), Attributes: attributes })
        : this.#call('CreateQueue', { QueueName: name, Attributes: attributes }))
  }

  /** Sends a message to a queue, given by its ARN. */
  async send(arn: string, body: string, attributes: Record<string, string> = {}): Promise<void> {
    const name = arn.split(':').at(-1) ?? arn
    const MessageAttributes = Object.fromEntries(
      Object.entries(attributes).map(([key, value]) => [key, { DataType: 'String', StringValue: value }]),
    )
    await this.#call('SendMessage', { QueueUrl: this.#url(name), MessageBody: body, MessageAttributes })
    this.stirred(name)
  }

  /** Sends a received message to another queue. Only its id changes. */
  async forward(name: string, { Body, MessageAttributes = {} }: Message): Promise<void> {
    await this.#call('SendMessage', { QueueUrl: this.#url(name), MessageBody: Body, MessageAttributes })
    this.stirred(name)
  }

  /** @param max at most ten, as in SQS */
  async receive(name: string, max: number): Promise<Message[]> {
    const input = {
      QueueUrl: this.#url(name),
      MaxNumberOfMessages: max,
      MessageSystemAttributeNames: ['All'],
      AttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    }
    return (await this.#call<{ Messages?: Message[] }>('ReceiveMessage', input)).Messages ?? []
  }

  async delete(name: string, messages: Message[]): Promise<void> {
    for (let start = 0; start < messages.length; start += 10) {
      const some = messages.slice(start, start + 10)
      const Entries = some.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }))
      await this.#call('DeleteMessageBatch', { QueueUrl: this.#url(name), Entries })
    }
  }

  #call<T>(action: string, input: object): Promise<T> {
    return callJson<T>(this.#endpoint, `AmazonSQS.${action}`, input)
  }

  #url(name: string): string {
    return queueUrl(this.#place, name)
  }
}

/** Actions after which a message may have become receivable. */
const stirring = /^(SendMessage|ChangeMessageVisibility|DeleteMessage|ReceiveMessage)/

/** Actions whose responses contain queue URLs. */
const naming = /^(CreateQueue|GetQueueUrl|ListQueues)$/

/**
 * The SQS API: fauxqs, with queue URLs of this endpoint.
 * @param own actions that fauxqs lacks
 */
export function sqs(endpoint: string, place: Place, queues: Queues, own: Record<string, Action>): Service {
  const ours = jsonService('SQS', '1.0', own)
  return async call => {
    const { action, headers, body } = call
    if (action in own) return ours(call)
    const { host: _, 'content-length': __, connection: ___, ...rest } = headers
    const type = { 'content-type': 'application/x-amz-json-1.0' }
    const answer = await send(endpoint, { headers: { ...rest, ...type }, body })
    if (stirring.test(action)) queues.stirred(queueName(body))
    return naming.test(action) ? { ...answer, body: withOurUrls(answer.body, place) } : answer
  }
}

function queueName(body: Buffer): string {
  const { QueueUrl } = JSON.parse(body.toString('utf8')) as { QueueUrl?: string }
  return QueueUrl?.split('/').at(-1) ?? ''
}

/** Replaces the URLs of fauxqs. They occur only in the fields `QueueUrl` and `QueueUrls`. */
function withOurUrls(body: Buffer, place: Place): Buffer {
  const output = JSON.parse(body.toString('utf8')) as { QueueUrl?: string; QueueUrls?: string[] }
  const ours = (url: string) => queueUrl(place, url.split('/').at(-1) ?? '')
  if (output.QueueUrl) return Buffer.from(JSON.stringify({ ...output, QueueUrl: ours(output.QueueUrl) }))
  if (output.QueueUrls)
    return Buffer.from(JSON.stringify({ ...output, QueueUrls: output.QueueUrls.map(ours) }))
  return body
}
