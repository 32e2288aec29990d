import { Stack, Validations } from 'aws-cdk-lib'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import { describe, expect, it } from 'vitest'
import { assemble } from './synthesised.ts'

interface Acknowledged {
  readonly [finding: string]: string
}

describe('cdk-nag (AWS Solutions)', () => {
  it('finds nothing that is not explained', () => {
    expect(() => assemble().synth()).not.toThrow()
  })

  it('is awake: a queue without dead letters fails the synth', () => {
    const app = assemble()
    new Queue(new Stack(app, 'Extra'), 'Forgotten')
    expect(() => app.synth()).toThrow('AwsSolutions-SQS3')
  })

  it('reads an explanation of at least a sentence for everything that stands', () => {
    const reasons = assemble()
      .node.findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(data as Acknowledged))
    expect(reasons.length).toBeGreaterThan(5)
    for (const [finding, reason] of reasons) expect(reason, finding).toMatch(/^.{40,}\.$/)
  })
})
