import fc from 'fast-check';

// Each run tries the same inputs. To try others: FAST_CHECK_SEED=$RANDOM npm run test:long
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 4310) });
