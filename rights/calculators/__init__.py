"""Labour-rights calculators: pure, exact, without a clock. Answers and the law go in, a list of steps comes out.

No Django, nothing of our other rooms. The result is the least that the law gives, computed from the user's own numbers; a contract, company
rules or a collective agreement (PKB) may give more.
"""

from rights.calculators.catalogue import CALCULATORS, calculate
from rights.calculators.inputs import InputRefused
from rights.calculators.parameters import Law, NoValueInForce, Parameter, Reference, Value
from rights.calculators.registry import BadParameters, law, load
from rights.calculators.results import Result, Step
from rights.calculators.texts import TEXTS, Text
from rights.calculators.wages import REGIONS

__all__ = [
    "CALCULATORS",
    "REGIONS",
    "TEXTS",
    "BadParameters",
    "InputRefused",
    "Law",
    "NoValueInForce",
    "Parameter",
    "Reference",
    "Result",
    "Step",
    "Text",
    "Value",
    "calculate",
    "law",
    "load",
]
