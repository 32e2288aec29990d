import type { Stack } from 'aws-cdk-lib'
import { KeySecret } from '../constructs/key-secret.ts'

/** The keys that sign links and that hash addresses. */
export function createSecrets(stack: Stack): { linkKeys: KeySecret; addressKey: KeySecret } {
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
