import time

from onrecord.evaluate.bench import Clock, count, peak_mb
from onrecord.evaluate.bench_text import pages


def test_the_text_is_long_enough_and_never_repeats():
    made = pages(5000)
    assert 5000 <= count(made) < 6000
    assert len({page.text for page in made}) == len(made)
    assert not any("{" in page.text or "%%" in page.text or "#" in page.text for page in made)


def test_the_text_is_the_same_every_time():
    assert pages(2000) == pages(2000)


def test_a_clock_adds_up_what_its_stage_takes_even_when_lazy():
    class Slow:
        name = "slow"

        def __call__(self, x):
            time.sleep(0.01)
            return x

        def batch(self, items):
            for item in items:
                time.sleep(0.01)
                yield item

    clock = Clock(Slow())
    assert clock(1) == 1
    assert clock.batch([1, 2]) == [1, 2]
    assert clock.name == "slow"
    assert clock.seconds >= 0.03


def test_a_process_knows_its_peak():
    assert 1 < peak_mb() < 100_000
