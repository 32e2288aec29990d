import { systemClock } from '../../shared/adapters/clock.ts'
import { originKeyOf } from '../../shared/composition/common/origin-key.ts'
import { signUpDeps } from '../../shared/composition/sign-up.ts'
import { readEnv } from '../../shared/contracts/env.ts'
import { signUpEnv } from '../../shared/contracts/functions/sign-up.ts'
import { en } from '../../shared/texts/en.ts'
import { textsFor } from '../../shared/texts/texts-for.ts'
import { readAsset, stylesheetAddress, stylesheetName } from '../runtime/assets.ts'
import { entranceFor } from '../runtime/http/entrance.ts'
import { httpHandler } from '../runtime/http.ts'
import { functionLog } from '../runtime/log.ts'
import { signUpApp } from './app.ts'

const env = readEnv(signUpEnv, process.env)
const log = functionLog('sign-up')
const folder = import.meta.dirname
const list = (text: string) => text.split(',').filter(part => part !== '')

/** The public pages: what ShiftWorks is, the sign-up form, the statements. */
export const handler = httpHandler(
  signUpApp(
    {
      site: {
        texts: en,
        textsIn: textsFor,
        publicUrl: env.PUBLIC_URL,
        stylesheet: stylesheetAddress(folder),
        operator: { organisation: env.OPERATOR_NAME, contact: env.OPERATOR_CONTACT },
      },
      defaultJourney: env.DEFAULT_JOURNEY,
      otherWebsites: { own: new URL(env.PUBLIC_URL).origin, allowed: list(env.ALLOWED_ORIGINS) },
      returnUrls: list(env.ALLOWED_RETURN_URLS),
      stylesheet: readAsset(folder, readAsset(folder, stylesheetName)),
      openApi: readAsset(folder, 'openapi.json'),
      securityContact: env.SECURITY_CONTACT,
      clock: systemClock,
    },
    log,
    signUpDeps(env, log),
  ),
  entranceFor(originKeyOf(env, log)),
)
