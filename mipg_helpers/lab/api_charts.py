"""The charts of the reports, one line each; importing this module imports no drawing library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.lab.api_names import Named, politica_id
from mipg_helpers.reporting.profiles import load_entidad_profile, load_follow_up, load_profile

if TYPE_CHECKING:
    from mipg_helpers.analysis.profile import EntidadProfile, Profile
    from mipg_helpers.presentation.display import Displayed
    from mipg_helpers.reporting.settings import Workspace


class Graficos(Named):
    """Los gráficos de los informes, con la tabla de sus mismas cifras y su texto alternativo.

    Cada uno dice por qué no hay gráfico cuando no lo hay.
    """

    _place = "datos.graficos"

    def __init__(self, space: Workspace) -> None:
        self._space = space

    def tendencia(self, entidad: str, vigencia: int, politica: str | None = None) -> Displayed:
        """Serie de la política, o del IDI si no se nombra una; los quiebres, como quiebres.

        >>> vista = datos.graficos.tendencia("0001", vigencia, datos.politicas.integridad)
        """
        from mipg_helpers.presentation.charts import plot_trend

        return plot_trend(self._profile(entidad, vigencia, politica))

    def posicion(self, entidad: str, vigencia: int, politica: str | None = None) -> Displayed:
        """Lugar de la entidad entre los puntajes de su grupo, en la política o en el IDI.

        >>> vista = datos.graficos.posicion("0001", vigencia)
        """
        from mipg_helpers.presentation.charts import plot_position

        return plot_position(self._profile(entidad, vigencia, politica))

    def subindices(self, entidad: str, vigencia: int, politica: str) -> Displayed:
        """Subíndices de una política frente al promedio y al mejor del grupo.

        >>> vista = datos.graficos.subindices("0001", vigencia, "gobierno_digital")
        """
        from mipg_helpers.presentation.charts import plot_indices

        return plot_indices(self._politica(entidad, vigencia, politica))

    def dimensiones(self, entidad: str, vigencia: int) -> Displayed:
        """Dimensiones de la entidad frente al promedio y al mejor del grupo.

        >>> vista = datos.graficos.dimensiones("0001", vigencia)
        """
        from mipg_helpers.presentation.charts import plot_dimensiones

        return plot_dimensiones(self._entidad(entidad, vigencia))

    def politicas(self, entidad: str, vigencia: int) -> Displayed:
        """Puntaje de todas las políticas de la entidad, en franjas de color.

        >>> vista = datos.graficos.politicas("0001", vigencia)
        """
        from mipg_helpers.presentation.charts import plot_heat_strip

        return plot_heat_strip(self._entidad(entidad, vigencia))

    def prioridades(self, entidad: str, vigencia: int) -> Displayed:
        """Políticas según su distancia a la meta y al grupo.

        >>> vista = datos.graficos.prioridades("0001", vigencia)
        """
        from mipg_helpers.presentation.charts import plot_priority_map

        return plot_priority_map(self._entidad(entidad, vigencia))

    def avance(self, entidad: str, vigencia: int) -> Displayed:
        """Avance del plan que responde a esa vigencia frente a lo esperado.

        >>> vista = datos.graficos.avance("0001", vigencia)
        """
        from mipg_helpers.presentation.charts import plot_progress

        return plot_progress(load_follow_up(str(entidad), vigencia, workspace=self._space))

    def _profile(
        self, entidad: str, vigencia: int, politica: str | None
    ) -> Profile | EntidadProfile:
        if politica is None:
            return self._entidad(entidad, vigencia)
        return self._politica(entidad, vigencia, politica)

    def _politica(self, entidad: str, vigencia: int, politica: str) -> Profile:
        name = politica_id(self._space.catalog, politica, vigencia)
        return load_profile(str(entidad), vigencia, name, workspace=self._space)

    def _entidad(self, entidad: str, vigencia: int) -> EntidadProfile:
        return load_entidad_profile(str(entidad), vigencia, workspace=self._space)
