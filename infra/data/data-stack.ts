import { Stack, type StackProps } from 'aws-cdk-lib'
import type { EventBus } from 'aws-cdk-lib/aws-events'
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import type { EmailIdentity } from 'aws-cdk-lib/aws-ses'
import type { Construct } from 'constructs'
import { KeySecret } from '../constructs/key-secret.ts'
import type { Settings } from '../settings.ts'
import { createArchive, createBus } from './bus.ts'
import { createMailIdentity } from './mail-identity.ts'
import { createPictures } from './pictures.ts'
import { createTable, inUse, restored, type TableInUse } from './table.ts'

/**
 * What outlives every deployment of the service: the table, the bus and its archive, the secrets, the pictures, and
 * the mail domain's identity, whose DKIM keys are in DNS. All of it is kept when the stack is deleted, unless the
 * stack's creation failed, because a leftover name would block the next attempt.
 */
export class DataStack extends Stack {
  /** The table in use: the restored one, if the settings name one. */
  readonly table: TableInUse
  readonly bus: EventBus
  readonly archiveName: string
  readonly linkKeys: Secret
  readonly addressKey: Secret
  readonly mailIdentity: EmailIdentity

  constructor(scope: Construct, id: string, settings: Settings, props: StackProps) {
    super(scope, id, { ...props, terminationProtection: true })
    const table = inUse(createTable(this))
    this.table = settings.restoredTableStream ? restored(settings.restoredTableStream) : table
    this.bus = createBus(this, settings)
    this.archiveName = createArchive(this, this.bus, settings)
    const secrets = createSecrets(this)
    this.linkKeys = secrets.linkKeys
    this.addressKey = secrets.addressKey
    this.mailIdentity = createMailIdentity(this, settings)
    createPictures(this)
    // Exported even while a restored table is in use, because an export that the service still imports cannot be
    // removed.
    for (const attribute of Object.values(table)) this.exportValue(attribute)
  }
}

/** The keys for signing links and for hashing addresses. */
function createSecrets(stack: Stack): { linkKeys: KeySecret; addressKey: KeySecret } {
  return {
    linkKeys: new KeySecret(stack, 'LinkKeys', {
      description: 'ShiftWorks: keys that sign the links in emails, by key id',
      template: { current: '1' },
      field: '1',
      notRotated:
        'A new key is added by hand: an old one must go on proving the links in emails already sent.',
      outlivesItsStack: true,
    }),
    addressKey: new KeySecret(stack, 'AddressKey', {
      description: 'ShiftWorks: key of the hashes under which addresses are found',
      template: {},
      field: 'key',
      notRotated:
        'Addresses are found by hashes under this key; with another key nobody would be found any more.',
      outlivesItsStack: true,
    }),
  }
}
