/**
 * Makes `Date` in this thread return the local stack's time: the wall clock plus the shared offset. Must run before
 * other modules load, because they could keep the real `Date`. Timers run in real time.
 * @param offset eight bytes shared by all threads: milliseconds to add, as a signed 64-bit integer
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
