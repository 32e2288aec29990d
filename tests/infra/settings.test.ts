import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkSettings, readSettings, WrongSettings } from '../../infra/settings.ts'
import { fewestSettings } from './synthesised.ts'

describe('settings of a stage', () => {
  it('need no more than a mail domain, an operator and somebody to tell of alarms', () => {
    expect(checkSettings('prod', fewestSettings)).toMatchObject({
      stage: 'prod',
      region: 'eu-west-2',
      defaultJourney: 'shiftworks',
      signUpsPerNetworkHour: 600,
    })
  })

  it.each([
    ['mailDomain', 'not a domain'],
    ['mailDomain', 'https://learn.example.org'],
    ['mailDomain', undefined],
    ['alarmEmail', 'nobody'],
    ['region', 'London'],
    ['defaultJourney', 'Shift Works'],
    ['hostedZone', { id: 'Z1' }],
    ['site', { domain: 'learn.example.org' }],
    ['allowedOrigins', ['https://example.org/path']],
    ['allowedOrigins', ['http://example.org']],
    ['allowedReturnUrls', ['javascript:alert(1)']],
    ['signUpsPerNetworkHour', 0],
    ['signUpsPerNetworkHour', 'many'],
    ['learningPlatforms', []],
    ['learningPlatforms', [{ source: 'learning-platform', account: '12' }]],
    ['learningPlatforms', [{ source: 'shiftworks' }]],
    ['learningPlatforms', [{ source: 'aws.s3' }]],
    ['allowedReturnUrls', ['https://example.org/a,b']],
    ['accountConcurrency', 9],
    ['pressesPerSecond', 0],
    ['requestsPerSecond', 1.5],
    ['maxDeliveryConcurrency', -1],
    ['restoredTableStream', 'arn:aws:dynamodb:eu-west-2:123456789012:table/restored'],
    ['logRetentionDays', 31],
    ['archiveDays', -1],
    ['aSettingThatIsNone', true],
  ])('name %s when it is %j', (setting, value) => {
    const check = () => checkSettings('prod', { ...fewestSettings, [setting]: value })
    expect(check).toThrow(WrongSettings)
    expect(check).toThrow(setting)
    expect(check).toThrow('Mend infra/stages/prod.json')
  })

  const manyOrigins = Array.from({ length: 200 }, (_, index) => `https://a${index}.partner.example`)
  const manyDomains = Array.from({ length: 120 }, (_, index) => `mail${index}.example.org`)
  const site = { domain: 'learn.elsewhere.example', certificateArn: 'arn:aws:acm:eu-west-2:1:certificate/1' }

  it.each([
    ['allowedOrigins', { allowedOrigins: manyOrigins }, '3000 fit into the environment'],
    ['allowedOrigins', { allowedReturnUrls: [`https://a.example/${'a'.repeat(3000)}`] }, '3000 fit'],
    ['sharedDomains', { sharedDomains: manyDomains }, '2000 fit into the environment'],
    [
      'maxDeliveryConcurrency',
      { accountConcurrency: 1000, maxDeliveryConcurrency: 3 },
      'throttle confirmations',
    ],
    ['maxDeliveryConcurrency', { accountConcurrency: 1000, maxDeliveryConcurrency: 441 }, 'less than half'],
    ['maxDeliveryConcurrency', { maxDeliveryConcurrency: 4 }, 'cannot reserve'],
    ['maxDeliveryConcurrency', { accountConcurrency: 100, maxDeliveryConcurrency: 4 }, 'cannot reserve'],
    ['learningPlatforms', { learningPlatforms: [{ source: 'lms' }, { source: 'lms' }] }, 'named twice'],
    [
      'learningPlatforms',
      { learningPlatforms: Array.from({ length: 9 }, (_, index) => ({ source: String(index).repeat(250) })) },
      'EventBridge takes 2048',
    ],
    ['hostedZone', { hostedZone: { id: 'Z1', name: 'other.example' } }, 'holds no records of'],
    ['hostedZone', { hostedZone: { id: 'Z1', name: 'ple.org' }, site }, 'holds no records of'],
    ['distribution', { distribution: {} }, 'needs a name of its own'],
    ['site', { site, distribution: {} }, 'looks for it in us-east-1'],
    ['site', { site, region: 'eu-west-1' }, 'looks for it in eu-west-1'],
  ])('name %s when it is wrong beside others: %j', (setting, written, why) => {
    const check = () => checkSettings('prod', { ...fewestSettings, ...written })
    expect(check).toThrow(WrongSettings)
    expect(check).toThrow(`${setting}: `)
    expect(check).toThrow(why)
  })

  it('take as many senders as leave the pages their half', () => {
    const settings = { ...fewestSettings, accountConcurrency: 1000, maxDeliveryConcurrency: 440 }
    expect(checkSettings('prod', settings).maxDeliveryConcurrency).toBe(440)
  })

  it('name every wrong setting at once', () => {
    const check = () => checkSettings('prod', { ...fewestSettings, region: 'x', archiveDays: 'x' })
    expect(check).toThrow(/region.*\n.*archiveDays/)
  })

  it('refuse a stage whose name would not fit into the names of resources', () => {
    expect(() => checkSettings('My Stage', fewestSettings)).toThrow('stage')
  })
})

describe('the file of a stage', () => {
  it.each(['local', 'example'])('%s is in order', stage => {
    expect(readSettings(stage).stage).toBe(stage)
  })

  it('says what to do when it is missing', () => {
    expect(() => readSettings('nowhere')).toThrow('infra/stages/nowhere.json')
  })

  it('says that it is not JSON', () => {
    const folder = mkdtempSync(join(tmpdir(), 'shiftworks-stages-'))
    writeFileSync(join(folder, 'broken.json'), '{ "mailDomain": ')
    expect(() => readSettings('broken', folder)).toThrow('infra/stages/broken.json is not JSON')
  })
  it('is read as UTF-8 alone, with or without a byte order mark', () => {
    const folder = mkdtempSync(join(tmpdir(), 'shiftworks-stages-'))
    const written = { ...fewestSettings, operator: { name: 'Zoë', contact: 'us@example.org' } }
    const text = JSON.stringify(written, undefined, 2)
    const line = text.split('\n').findIndex(one => one.includes('Zoë')) + 1
    writeFileSync(join(folder, 'marked.json'), `\ufeff${text}`)
    expect(readSettings('marked', folder).operator.name).toBe('Zoë')
    writeFileSync(join(folder, 'latin.json'), text, 'latin1')
    expect(() => readSettings('latin', folder)).toThrow(WrongSettings)
    expect(() => readSettings('latin', folder)).toThrow(
      `infra/stages/latin.json, line ${line}: The file is not UTF-8, it looks like Windows-1252`,
    )
  })
})
