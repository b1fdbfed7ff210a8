"""What an analyst asks of the loaded data: documented tables, charts and a what-if.

The docstrings of what he calls are in Spanish, because he reads them with Shift+Tab. Their
examples run in the tests, with ``datos`` open and ``vigencia`` the last loaded one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mipg_helpers.errors import ReferenceDataError, listed
from mipg_helpers.lab import api_dictionary, api_display, api_measures, api_tables
from mipg_helpers.lab.api_charts import Graficos
from mipg_helpers.lab.api_columns import Columns
from mipg_helpers.lab.api_names import Named, Politicas, politica_id
from mipg_helpers.presentation.sections_what_if import describe_what_if
from mipg_helpers.reference.suggest import did_you_mean
from mipg_helpers.reporting.profiles import load_profile

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from mipg_helpers.presentation.display import Displayed
    from mipg_helpers.reporting.settings import Workspace

#: Rows that a table shows unless told otherwise.
MOST_SHOWN = 50


class Datos(Named):
    """Los datos cargados, como tablas de pandas y como los gráficos de los informes.

    Cada tabla es una copia nueva: lo que se haga con ella no cambia la siguiente. Una entidad
    se nombra por su código SIGEP, con sus ceros, o por su nombre exacto; una política, por su
    identificador (``datos.politicas`` los completa con Tab) o por su nombre. Un puntaje vacío
    no es un cero: la columna ``motivo`` dice por qué no lo hay.

    ``datos.diccionario()`` lista las tablas; ``datos.diccionario("brechas")``, las columnas de
    una: qué es cada una, en qué unidad, y si es oficial o cálculo propio.
    """

    _place = "datos"

    def __init__(self, space: Workspace) -> None:
        self._space = space
        vigencias = sorted({int(year) for year in space.store.entidades()["vigencia"]})
        self._vigencias = tuple(vigencias)
        self._columns = Columns(space)
        #: Políticas para completar con Tab: ``datos.politicas.gobierno_digital``.
        self.politicas = Politicas(space.catalog, vigencias)
        #: Gráficos de los informes: ``datos.graficos.tendencia("0001", vigencia)``.
        self.graficos = Graficos(space)

    # Tablas.

    def puntajes(
        self,
        entidad: str | None = None,
        vigencia: int | None = None,
        politica: str | None = None,
        nivel: str = "politica",
    ) -> pd.DataFrame:
        """Puntajes oficiales en formato largo: una fila por entidad, vigencia e índice.

        Clave: (vigencia, entidad_id, indice). Unidad: puntos, 0 a 100, como están publicados.
        Vacío: no hay puntaje y ``motivo`` dice por qué. Orden: vigencia, entidad, código.

        ``nivel``: "politica", "indice" (subíndices), "dimension", "idi" o "todos". Con
        ``politica`` y nivel "indice", los subíndices de esa política.

        >>> gobierno = datos.puntajes(vigencia=vigencia, politica="gobierno_digital")
        >>> gobierno["nivel"].unique().tolist()
        ['politica']
        """
        return api_tables.puntajes(
            self._space,
            entidad_id=None if entidad is None else self.entidad(entidad),
            vigencia=vigencia,
            politica=None if politica is None else self._politica(politica, vigencia),
            nivel=nivel,
        )

    def matriz(self, vigencia: int) -> pd.DataFrame:
        """Puntajes oficiales de las políticas: una fila por entidad, una columna por política.

        Clave: entidad_id. Unidad: puntos, 0 a 100. Vacío: sin puntaje. Las columnas de las
        políticas van en el orden oficial, después del nombre, el departamento y el grupo par.

        >>> "gobierno_digital" in datos.matriz(vigencia)
        True
        """
        return api_tables.matriz(self._space, vigencia)

    def entidades(self, vigencia: int | None = None) -> pd.DataFrame:
        """Quién es cada entidad: una fila por entidad y vigencia.

        Clave: (vigencia, entidad_id). Sin unidades. Vacío: texto vacío, el archivo no lo trae.

        >>> datos.entidades(vigencia)["entidad_id"].is_unique
        True
        """
        return api_tables.entidades(self._space, vigencia)

    def recomendaciones(
        self, entidad: str | None = None, vigencia: int | None = None
    ) -> pd.DataFrame:
        """Recomendaciones oficiales: una fila por recomendación, como está en el archivo.

        Clave: recomendacion_id. ``n_politicas`` (cálculo propio) cuenta las políticas de la
        misma entidad y vigencia que traen el mismo texto, sin mirar mayúsculas ni puntuación;
        ``texto_comun`` lo escribe siempre igual, para agrupar. Sin otras unidades ni vacíos.

        >>> "texto" in datos.recomendaciones(entidad="0001", vigencia=vigencia)
        True
        """
        entidad_id = None if entidad is None else self.entidad(entidad)
        return api_tables.recomendaciones(self._space, entidad_id=entidad_id, vigencia=vigencia)

    def responsables(self, entidad: str | None = None) -> pd.DataFrame:
        """Dependencias a cargo: una fila por entidad, vigencia y política; nunca personas.

        Clave: (vigencia, entidad_id, politica); la vigencia es el año para el que vale la
        tabla. Sin unidades. Vacío: texto vacío, no se anotó.

        >>> datos.responsables("0001")["nombre_politica"].nunique() > 1
        True
        """
        entidad_id = None if entidad is None else self.entidad(entidad)
        return api_tables.responsables(self._space, entidad_id)

    def metas(self, entidad: str | None = None) -> pd.DataFrame:
        """Metas que fijó la entidad: una fila por entidad, vigencia e índice de cualquier nivel.

        Clave: (vigencia, entidad_id, indice); la vigencia es el año para el que se fijó.
        Unidad: puntos, 0 a 100. Vacío: la línea base, si no se anotó.

        >>> datos.metas("0001")["nivel"].unique().tolist()
        ['politica', 'dimension', 'idi']
        """
        return api_tables.metas(self._space, None if entidad is None else self.entidad(entidad))

    def acciones(self, entidad: str, vigencia: int) -> pd.DataFrame:
        """Plan que responde a los resultados de una vigencia: una fila por acción.

        Clave: accion_id. Unidad: ``avance_pct``, porcentaje acumulado del último corte con
        reporte; vacío si nadie ha reportado, que no es un cero. Sin plan no hay filas.

        >>> list(datos.acciones("0001", vigencia))[:2]
        ['accion_id', 'entidad_id']
        """
        return api_measures.acciones(self._space, self.entidad(entidad, vigencia), vigencia)

    def hallazgos(self) -> pd.DataFrame:
        """Lo que el cargue encontró en los archivos: una fila por hallazgo, errores primero.

        Sin clave ni unidades; ``fila`` y ``columna`` son las que muestra Excel. Vacío: el
        hallazgo es de la hoja o del archivo entero.

        >>> set(datos.hallazgos()["gravedad"]) <= {"aviso", "error"}
        True
        """
        return api_tables.hallazgos(self._space)

    # Medidas de los informes.

    def grupo_par(self, entidad: str, vigencia: int, politica: str | None = None) -> pd.DataFrame:
        """Con quién se compara una entidad, la propia incluida: una fila por entidad del grupo.

        Clave: entidad_id. Unidad: ``puntaje_puntos``, oficial, puntos, 0 a 100, de la política
        o del IDI si no se nombra una. Vacío: sin puntaje. Orden: el puntaje más alto primero.
        ``criterio`` dice si es el grupo par oficial.

        >>> datos.grupo_par("0001", vigencia)["criterio"].unique().tolist()
        ['grupo_par']
        """
        return api_measures.grupo_par(
            self._space,
            self.entidad(entidad, vigencia),
            vigencia,
            None if politica is None else self._politica(politica, vigencia),
        )

    def brechas(self, entidad: str, vigencia: int, politica: str | None = None) -> pd.DataFrame:
        """Distancias a la meta, al grupo y a la vigencia anterior: una fila por política.

        Con ``politica``, una fila por subíndice, el puntaje más bajo primero. Clave: indice.
        Unidad: puntos; una brecha es referencia menos puntaje, cálculo propio, positiva si la
        entidad está por debajo. ``cambio_puntos`` solo existe entre vigencias comparables.
        Vacío: falta el puntaje o la referencia. Son las cifras de los informes.

        >>> brechas = datos.brechas("0001", vigencia)
        >>> debajo = brechas[brechas["brecha_media_puntos"] > 0]
        """
        return api_measures.brechas(
            self._space,
            self.entidad(entidad, vigencia),
            vigencia,
            None if politica is None else self._politica(politica, vigencia),
        )

    def mejoras(
        self,
        vigencia: int,
        politica: str | None = None,
        *,
        desde: int | None = None,
        grupo_par_de: str | None = None,
    ) -> pd.DataFrame:
        """Cambio de cada entidad en una política o en el IDI: una fila por entidad.

        Clave: entidad_id. Unidad: ``cambio_puntos``, puntos, cálculo propio. Vacío: no hay; solo
        entran las entidades con puntaje en ambas vigencias. Orden: quien más subió, primero.

        ``desde``: otra vigencia comparable; si no, la última que lo sea. ``grupo_par_de``:
        solo el grupo par de esa entidad. Sin una vigencia comparable no hay filas; pedir una
        que no se compara es un error.

        >>> datos.mejoras(vigencia, "integridad")["cambio_puntos"].is_monotonic_decreasing
        True
        """
        api_tables.check_vigencia(self._space, vigencia)
        api_tables.check_vigencia(self._space, desde)
        return api_measures.mejoras(
            self._space,
            vigencia,
            None if politica is None else self._politica(politica, vigencia),
            desde=desde,
            entidad_id=None if grupo_par_de is None else self.entidad(grupo_par_de, vigencia),
        )

    def que_pasaria_si(
        self,
        entidad: str,
        vigencia: int,
        politica: str,
        cerrar: Sequence[str] = (),
        *,
        hasta: str = "media_grupo",
    ) -> Displayed:
        """Qué significaría cerrar brechas de unos subíndices: puesto, quiénes ya están, meta.

        Es una estimación, cálculo propio, no oficial: no dice nada del puntaje de la política
        ni del IDI, porque sus pesos no son públicos.

        ``cerrar``: códigos o identificadores de subíndices; ninguno, todos los que estén por
        debajo. ``hasta``: "media_grupo", "mejor_grupo" o "meta".

        >>> vista = datos.que_pasaria_si("0001", vigencia, "gobierno_digital", ["I14", "I13"])
        """
        profile = load_profile(
            self.entidad(entidad, vigencia),
            vigencia,
            self._politica(politica, vigencia),
            workspace=self._space,
        )
        return describe_what_if(profile, [cerrar] if isinstance(cerrar, str) else cerrar, hasta)

    # Ayudas.

    def entidad(self, texto: str, vigencia: int | None = None) -> str:
        """Identificador (``entidad_id``) de una entidad, por su código o su nombre exacto.

        Un nombre que no existe, o que es de varias entidades, es un error que dice cuáles se
        parecen.

        >>> datos.entidad("1")
        '0001'
        """
        api_tables.check_vigencia(self._space, vigencia)
        return self._space.store.find_entidad(str(texto), vigencia)

    def buscar(self, texto: str) -> pd.DataFrame:
        """Entidades cuyo nombre contiene las palabras: una fila por entidad, por nombre.

        Clave: entidad_id. Los datos son los de la última vigencia de cada una. Sin unidades.
        Vacío: texto vacío, el archivo no lo trae.

        >>> datos.buscar("alcaldia villa muestra")["entidad_id"].tolist()
        ['0001', '9345']
        """
        return api_tables.buscar(self._space, texto)

    def diccionario(self, tabla: str | None = None) -> Displayed:
        """Qué tablas hay o, con el nombre de una, qué es cada columna y en qué unidad está.

        >>> vista = datos.diccionario("brechas")
        """
        known = self._space.catalog.consulta_tablas
        if tabla is not None and tabla not in known:
            hint = did_you_mean(tabla, known)
            raise ReferenceDataError("tabla", f"no existe «{tabla}»", listed(known, most=20), hint)
        return api_dictionary.show_dictionary(self._space.catalog, tabla)

    def tabla(
        self,
        datos: pd.DataFrame | pd.Series,
        titulo: str,
        *,
        filas: int = MOST_SHOWN,
        si_vacia: str = "Ninguna fila cumple la condición.",
    ) -> Displayed:
        """Muestra una tabla como en los informes: etiquetas, coma decimal y de quién es la cifra.

        Sirve para cualquier tabla de pandas, también una calculada; así sale bien en el
        cuaderno, en HTML y en PDF. Muestra hasta ``filas`` filas; sin ninguna, dice ``si_vacia``,
        o por qué no hay datos cuando no los hay.

        >>> metas = datos.metas("0001")
        >>> vista = datos.tabla(metas[["nombre", "meta_puntos"]], "Metas", filas=3)
        """
        return api_display.show_frame(self._columns, datos, titulo, filas=filas, si_vacia=si_vacia)

    def _politica(self, texto: str, vigencia: int | None) -> str:
        return politica_id(self._space.catalog, texto, vigencia)

    def __repr__(self) -> str:
        return f"Datos de las vigencias {', '.join(map(str, self._vigencias))}"

    def _repr_mimebundle_(self, **wanted: object) -> dict[str, Any]:
        return api_dictionary.show_overview(self._space)._repr_mimebundle_(**wanted)
