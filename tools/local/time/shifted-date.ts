/**
 * Makes `Date` in this thread show the local stack's clock: the wall clock plus the shared offset. Called before
 * anything else is loaded, so that no module keeps the real one. Timers go on in real time.
 * @param offset eight bytes that all threads share: milliseconds to add, as a signed 64-bit integer
 */
export function shiftDate(offset: SharedArrayBuffer): void {
  const shared = new BigInt64Array(offset)
  const Real = globalThis.Date
  const now = () => Real.now() + Number(Atomics.load(shared, 0))
  const shifted: DateConstructor = new Proxy(Real, {
    construct: (target, args, newTarget) =>
      Reflect.construct(
        target,
        args.length === 0 ? [now()] : args,
        newTarget === shifted ? target : newTarget,
      ),
    apply: target => new target(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  })
  globalThis.Date = shifted
}
