import { systemClock } from './clock.ts'
import { fraction } from './random.ts'

/** The machine's clock and chance, for whoever asks a busy service again. */
export const systemWaiting = { ...systemClock, fraction }
